/** Which rule or duty says each clause of `data/conclusion/`. */

/** A rule that compares these facts as the clause does. */
export interface Compared {
  readonly rule: string;
  readonly facts: readonly string[];
  /** Where the clause gives no number: the words of the comparison. */
  readonly phrase?: string;
}
/** A clause that people decide. */
export interface Decided {
  readonly duty: string;
}
/** The date of a document. */
export interface Dated {
  readonly document: string;
  readonly quotedIn: string;
}
/** Where a clause stands in the rule files. */
export type Place = Compared | Decided | Dated;

const compared = (rule: string, fact: string, phrase?: string): Compared[] => [
  { rule, facts: [fact], ...(phrase === undefined ? {} : { phrase }) },
];
const decided = (duty: string): Decided[] => [{ duty }];

const INDICES = ['PAR Index', 'PCI', 'PAPI', 'ICT Index', 'DTI'].map((index) => `thứ hạng ${index}`);
const LATE = 'tỷ lệ hồ sơ trễ hạn';
const SATISFACTION = 'chỉ số hài lòng';
const INDEX = 'chỉ số CCHC';
const RANK = 'xếp hạng CCHC';
const BONUS = 'bao-cao-341-2020/diem-thuong-toi-da';
const KHANH_HOA = '2991-qd-ubnd-2019/xep-hang';
const DAK_NONG = '1474-qd-ubnd-2020/xep-loai';

/** By the id of `data/conclusion/`. */
export const PLACES: Readonly<Record<string, readonly Place[]>> = {
  'kl-I-1': decided('kl-btv-kh/thanh-pho-truc-thuoc-trung-uong'),
  'kl-I-2': [
    { rule: 'kl-btv-kh/nam-chi-so-nhom-25', facts: INDICES },
    { duty: 'kl-btv-kh/nhom-25-sau-sap-xep' },
  ],
  'kl-II.2-1': compared('kl-btv-kh/thanh-tra-doanh-nghiep', 'số lần thanh tra, kiểm tra'),
  'kl-II.3-1': decided('kl-btv-kh/giao-dich-truc-tuyen'),
  'kl-II.3-2': compared('kl-btv-kh/cong-bo-truc-tuyen', 'tỷ lệ thủ tục công bố trực tuyến'),
  'kl-II.3-3': compared(
    'kl-btv-kh/tich-hop-cong-quoc-gia',
    'tỷ lệ thủ tục tích hợp Cổng Dịch vụ công quốc gia',
  ),
  'kl-II.3-4': decided('kl-btv-kh/dich-vu-su-nghiep-cong'),
  'kl-II.4-1': compared('kl-btv-kh/giam-don-vi-su-nghiep', 'tỷ lệ giảm đơn vị sự nghiệp công lập'),
  'kl-II.4-2': compared('kl-btv-kh/giam-bien-che-cong-chuc', 'tỷ lệ giảm biên chế cán bộ, công chức'),
  'kl-II.4-3': compared(
    'kl-btv-kh/giam-bien-che-vien-chuc',
    'tỷ lệ giảm biên chế viên chức hưởng lương từ ngân sách',
  ),
  'kl-II.4-4': decided('kl-btv-kh/sap-xep-don-vi-hanh-chinh'),
  'kl-II.4-5': decided('kl-btv-kh/trach-nhiem-papi'),
  'kl-II.8-1a': compared('kl-btv-kh/khong-xep-tot', LATE),
  'kl-II.8-1b': compared('kl-btv-kh/khong-xep-tot', SATISFACTION),
  'kl-II.8-2': compared('kl-btv-kh/ca-nhan-tre-han', LATE),
  'kl-II.8-3': compared('kl-btv-kh/nguoi-dung-dau-xep-loai', RANK),
  'kl-II.8-4a': compared('kl-btv-kh/xem-xet-nguoi-dung-dau', RANK, 'TRUNG BÌNH trong 2 năm liên tục'),
  'kl-II.8-4b': compared('kl-btv-kh/xem-xet-nguoi-dung-dau', RANK, 'YẾU trong 1 năm'),
  'kl-II.8-5': compared('kl-btv-kh/tap-the-xuat-sac', RANK),
  'kl-III.2-1': decided('kl-btv-kh/ke-hoach-cai-cach'),
  'kl-III.2-2': decided('kl-btv-kh/nguon-luc-cai-cach'),
  'kl-III.2-3': decided('kl-btv-kh/cung-cap-ket-qua-xep-loai'),
  'kl-III.3-1': compared('kl-btv-kh/bao-cao-hang-nam', 'ngày báo cáo Ban Thường vụ Tỉnh ủy'),

  'kh-band-tot': compared(`${KHANH_HOA}/TỐT`, INDEX),
  'kh-band-kha': compared(`${KHANH_HOA}/KHÁ`, INDEX),
  'kh-band-tb': compared(`${KHANH_HOA}/TRUNG BÌNH`, INDEX),
  'kh-band-yeu': compared(`${KHANH_HOA}/YẾU`, INDEX),
  'kh-12ctr-late10': compared('12-ctr-tu/ha-bac', LATE),
  'kh-ct12-date': [{ document: '12-ctr-tu', quotedIn: 'bao-cao-341-2020/danh-gia-hang-thang' }],
  'kh-monthly-eval': compared(
    'bao-cao-341-2020/danh-gia-hang-thang',
    'kỳ đánh giá cán bộ giải quyết thủ tục',
  ),
  'kh-penalty-late-tasks': compared(
    'bao-cao-341-2020/tru-diem-nhiem-vu-tre-han',
    'tỷ lệ nhiệm vụ được giao trễ hạn',
  ),
  'kh-penalty-plan': compared(
    'bao-cao-341-2020/tru-diem-ke-hoach',
    'kết quả thực hiện Kế hoạch CCHC',
    'là không hoàn thành công việc',
  ),
  'kh-penalty-pakn': compared(
    'bao-cao-341-2020/tru-diem-phan-anh',
    'phối hợp xử lý phản ánh, kiến nghị',
    'là không phối hợp',
  ),
  'kh-satisfaction-target': compared('bao-cao-341-2020/muc-tieu-hai-long', SATISFACTION),
  'kh-saving-admin': compared('bao-cao-341-2020/tiet-kiem-chi-hanh-chinh', 'tỷ lệ tiết kiệm chi hành chính'),
  'kh-saving-su-nghiep': compared(
    'bao-cao-341-2020/tiet-kiem-chi-thuong-xuyen',
    'tỷ lệ tiết kiệm chi thường xuyên',
  ),
  'kh-impact-max': compared('bao-cao-341-2020/diem-tac-dong-toi-da', 'điểm Tác động CCHC'),
  'kh-discipline-max': compared('bao-cao-341-2020/diem-ky-luat-toi-da', 'điểm chấp hành kỷ luật, kỷ cương'),
  'kh-bonus-so': compared(BONUS, 'điểm thưởng'),
  'kh-bonus-huyen': compared(BONUS, 'điểm thưởng'),
  'kh-bonus-nganh-doc': compared(BONUS, 'điểm thưởng'),
  'kh-bonus-su-nghiep': compared(BONUS, 'điểm thưởng'),
  'kh-task-weight': decided('bao-cao-341-2020/ty-trong-nhiem-vu-duoc-giao'),
  'kh-submit-deadline': compared('bao-cao-341-2020/han-nop-ho-so', 'thời điểm nộp hồ sơ thẩm định'),
  'kh-supplement-deadline': compared(
    'bao-cao-341-2020/han-bo-sung-ho-so',
    'thời điểm bổ sung hồ sơ thẩm định',
  ),
  'kh-iso-mandatory': compared(
    'bao-cao-341-2020/ap-dung-htqlcl',
    'việc áp dụng HTQLCL',
    'là không thực hiện',
  ),

  'dn-band-1': compared(`${DAK_NONG}/CAO`, INDEX),
  'dn-band-2': compared(`${DAK_NONG}/TƯƠNG ĐỐI CAO`, INDEX),
  'dn-band-3': compared(`${DAK_NONG}/TRUNG BÌNH`, INDEX),
  'dn-band-4': compared(`${DAK_NONG}/TƯƠNG ĐỐI THẤP`, INDEX),
  'dn-band-5': compared(`${DAK_NONG}/THẤP`, INDEX),
  'dn-scale': compared('1474-qd-ubnd-2020/thang-diem', 'điểm thẩm định'),
  'dn-duties-100': compared(
    'dn-bao-cao-2020/thong-bao-phan-cong',
    'tỷ lệ phòng, đơn vị thông báo phân công nhiệm vụ',
  ),
  'dn-commune-standard-100': compared(
    'dn-bao-cao-2020/can-bo-xa-dat-chuan',
    'tỷ lệ cán bộ, công chức cấp xã đạt chuẩn',
  ),
  'dn-apology': compared(
    'dn-bao-cao-2020/xin-loi-tre-hen',
    'hồ sơ trễ hẹn không được xin lỗi',
    'từ 1 hồ sơ trở lên',
  ),
  'dn-plan-100': compared('dn-bao-cao-2020/hoan-thanh-ke-hoach', 'tỷ lệ hoàn thành kế hoạch CCHC'),

  'nt-late-3': compared('bao-cao-2286-2019/ho-so-tre-han', LATE),
  'nt-online-30': compared('bao-cao-2286-2019/ho-so-truc-tuyen', 'tỷ lệ hồ sơ trực tuyến mức độ 3, 4'),
  'nt-online-20': compared('bao-cao-2286-2019/ho-so-truc-tuyen', 'tỷ lệ hồ sơ trực tuyến mức độ 3, 4'),
  'nt-satisfaction-78': compared(
    'bao-cao-2286-2019/hai-long-cap-xa',
    'chỉ số hài lòng chung của UBND cấp xã',
  ),

  'st-initiative-2': compared('bao-cao-86-2018/giai-phap-moi', 'giải pháp mới trong CCHC'),
  'st-late-gov-tasks': compared(
    'bao-cao-86-2018/nhiem-vu-hoan-thanh-muon',
    'nhiệm vụ Chính phủ giao hoàn thành muộn',
  ),
  'st-commune-cs-2018': compared(
    'bao-cao-86-2018/cong-chuc-xa-dat-chuan',
    'tỷ lệ công chức cấp xã đạt chuẩn',
  ),
  'st-commune-cb-2018': compared('bao-cao-86-2018/can-bo-xa-dat-chuan', 'tỷ lệ cán bộ cấp xã đạt chuẩn'),
  'st-egov-2018': [
    ...compared('bao-cao-86-2018/mot-cua-dien-tu', 'xã hoàn thiện phần mềm một cửa điện tử'),
    ...decided('bao-cao-86-2018/khung-kien-truc'),
  ],
};
