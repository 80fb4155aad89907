/** What is asked: one table, read from the top; the first row that fits decides. */
import type { Intent } from '../desk.ts';

/** What is known of a question when its intent is sought. */
export interface Asked {
  /** Its folded words between single spaces, each name of a unit as "§", each year as "yyyy", each other number as "may". */
  readonly words: string;
  /** How many words were typed. */
  readonly length: number;
  /** How many units are named, found or not. */
  readonly units: number;
  readonly own: boolean;
  readonly block: boolean;
  readonly province: boolean;
  /** How many different years are named. */
  readonly years: number;
  /** How many words in a row are neither names nor words of questions. */
  readonly strange: number;
}

export interface IntentRow {
  readonly intent: Intent;
  /** One of them must be said, parted by "·"; "…" stands for up to eight words. Without, `when` alone decides. */
  readonly phrases?: string;
  readonly when?: (asked: Asked) => boolean;
}

const namesNobody = ({ units, own }: Asked) => units === 0 && !own;
const namesAtMostOne = ({ units }: Asked) => units < 2;
const comparesUnits = ({ units, own }: Asked) => units + Number(own) >= 2;
const isOnTopic = ({ strange }: Asked) => strange < 2;
const isShort = ({ length }: Asked) => length <= 6;
/** "Nếu xét theo quy định hiện hành" asks of the law, "nếu muốn đạt …" of the way; neither supposes other figures. */
const supposes = ({ words }: Asked) => !/ neu (?:xet|theo|chieu|can cu|muon) /.test(words);
const asksOwnRank = ({ words }: Asked) =>
  / hang (?:gi|j|may|nao|thu may|bao nhieu|thu bao nhieu|ra sao|the nao|nhu the nao) /.test(words);

/** Each phrase with each word in place of "*". */
function each(words: string, ...phrases: readonly string[]): string {
  return words
    .split('·')
    .flatMap((word) => phrases.map((phrase) => phrase.replace('*', word.trim())))
    .join(' · ');
}

/** Dossiers that are late are asked of by themselves. */
const asksNoDossiers = ({ words }: Asked) => !/ ho so /.test(words);

const RANKS = 'tốt · khá · trung bình · yếu';
const HEADS_OF_UNITS = `người đứng đầu · thủ trưởng · giám đốc · cục trưởng · hiệu trưởng · trưởng ban · chủ tịch · bí thư
  · chánh · lãnh đạo đơn vị · lãnh đạo sở · ban lãnh đạo · tập thể · cán bộ · công chức · viên chức · cá nhân`;

export const INTENT_ROWS: readonly IntentRow[] = [
  {
    intent: 'snooze',
    phrases: `nhắc lại sau · nhắc tôi sau · nhắc em sau · nhắc sau · nhắc lại vào · nhắc lại tôi · để sau · hoãn nhắc
      · tạm hoãn · tạm dừng · tạm tắt · tạm im lặng · im lặng · mai nhắc · lát nữa · chút nữa · tí nữa`,
  },
  {
    intent: 'unsubscribe',
    phrases: `hủy đăng ký · bỏ đăng ký · hủy theo dõi · bỏ theo dõi · thôi nhận · ngừng nhận · dừng nhận
      · không nhận … nữa · không muốn nhận · thôi gửi · ngừng gửi · dừng gửi · đừng gửi · đừng nhắn
      · tắt thông báo · tắt cảnh báo · tắt nhắc`,
  },
  {
    intent: 'link',
    phrases: `${each('liên kết · kết nối · gắn · link', '* tài khoản')} · liên kết zalo · liên kết telegram
      · mã liên kết · mã kết nối · nhập mã`,
  },
  {
    intent: 'whoami',
    phrases: `${each('tôi · mình · em', '* là ai', '* đang là ai', 'tài khoản của *', 'quyền của *', 'vai trò của *')}
      · tài khoản tôi · tài khoản này của ai · tài khoản nào · tài khoản gì · có quyền gì · có quyền xem · được xem gì · tôi thuộc đơn vị nào`,
  },
  { intent: 'unknown', phrases: each(HEADS_OF_UNITS, '* … là ai', '* … tên gì', '* … tên là', 'ai là *') },
  { intent: 'ack', phrases: each('cảnh báo · thông báo · tin', 'đã nhận *', 'đã nhận được *') },
  {
    intent: 'ack',
    phrases: 'đã nhận · đã rõ · đã xem · đã biết · đã tiếp nhận · nhận rồi · đã nắm',
    when: isShort,
  },
  {
    intent: 'alerts',
    phrases: each(
      'nhiệm vụ · công việc · việc nào · việc gì · báo cáo · kiến nghị · phản ánh',
      '* … đến hạn',
      '* … tới hạn',
      '* … hết hạn',
      '* … quá hạn',
      '* … trễ hạn',
    ),
    when: asksNoDossiers,
  },
  {
    intent: 'report',
    phrases: `${each('xuất · lập · tải · tạo · làm · gửi · in · lấy · cần · mẫu · file · bản', '* báo cáo')}
      · ${each('yyyy · năm · quý · tháng · tổng hợp · xếp hạng · định kỳ · cải cách · cchc', 'báo cáo *')}
      · ${each('word · excel · pdf', 'file *', 'dạng *', 'bản *', 'xuất *')} · xuất file · xuất ra · ra file`,
  },
  {
    intent: 'subscribe',
    phrases: `${each('nhận · theo dõi · cảnh báo · thông báo · bản tin', 'đăng ký *')}
      · ${each('cảnh báo · thông báo · tin', 'muốn nhận *', 'bật *')} · theo dõi giúp · theo dõi đơn vị
      · ${each('hằng · hàng', 'gửi … * ngày', 'gửi … * tuần', 'gửi … * tháng')}
      · báo cho tôi khi · báo tôi khi · báo em khi · nhắn cho tôi khi · nhắn tôi khi`,
  },
  { intent: 'subscribe', phrases: 'đăng ký', when: ({ length }) => length <= 3 },
  {
    intent: 'explain',
    phrases: `vì sao · tại sao · vì cớ gì · lý do · lí do · nguyên nhân · do đâu · vì đâu · tại đâu · vì cái gì · mắc gì
      · giải thích · sao lại · sao chỉ · sao mà · sao bị · sao xếp · sao chưa · sao không đạt · sao không được
      · sao không xếp · mất điểm ở · mất điểm chỗ nào · trừ điểm ở · ${each('sai · yếu · thua', '* ở đâu', '* chỗ nào')} · căn cứ vào đâu · dựa vào đâu`,
  },
  {
    intent: 'whatif',
    phrases: `giả sử · giả định · giả dụ · giả như · nếu như · thử tính
      · ${each('thì · có · sao · được · còn', 'nếu … *')}`,
    when: supposes,
  },
  {
    intent: 'recourse',
    phrases: `${each('gì để · gì thì · làm gì · phải làm · những gì · bao nhiêu · thêm', 'cần *')}
      · ${each('gì · sao · thế nào', 'phải làm *')} · nên làm gì · làm gì để · cách nào để · làm cách nào · làm thế nào để
      · ${each('để · cho · lên · đạt · thoát', 'làm sao *')} · ${each('đạt · lên · được xếp', 'muốn *')}
      · ${each('đạt · lên · được', 'thiếu bao nhiêu … *')} · ${each(RANKS, 'thiếu bao nhiêu … *', 'để đạt *', 'để lên *', 'để được *')}
      · thiếu gì để · bao nhiêu nữa để · bao nhiêu nữa thì đạt · bao nhiêu nữa mới · ${each('đạt · lên', 'bao nhiêu … để *', 'bao nhiêu … để … *')}
      · ${each('bao giờ · khi nào', '* … đạt', '* … lên')} · ${each('đạt loại · được xếp · thoát · lên hạng · lên bậc', 'để *')}
      · ${each('khắc phục · cải thiện', '* thế nào', '* ra sao', '* bằng cách', 'cách *', 'cách nào *')} · hướng khắc phục · giải pháp`,
  },
  {
    intent: 'headroom',
    phrases: `${each('ngưỡng · mức · mốc · hạng · bao xa', 'cách *')} · ${each(RANKS, 'cách *', 'xa *')}
      · gần ngưỡng · sát ngưỡng · còn cách · còn xa · còn bao xa · còn thiếu · thiếu bao nhiêu · còn dư · dư địa
      · ${each('thì · nữa · là', 'còn bao nhiêu … *')} · còn được trễ · được phép trễ · được trễ thêm · chịu được bao nhiêu`,
  },
  // Without marks "mức nào" reads as "mục nào".
  { intent: 'status', phrases: 'ở mức nào · thuộc mức nào · đạt mức nào · xếp mức nào' },
  {
    intent: 'rules',
    phrases: `${each('nào · gì · ở đâu · ra sao · thế nào · như thế nào · bao nhiêu · về · đối với · của · là', 'quy định *')}
      · ${each('văn bản · điều · điều khoản · mục · khoản · căn cứ · nghị quyết · kết luận · chỉ thị · quyết định · quy chế · quy tắc · tiêu chí', '* nào')}
      · văn bản gì · điều mấy · căn cứ pháp lý · cơ sở pháp lý · tiêu chí xếp · quy định hiện hành
      · nói gì · nói về · từ bao nhiêu · ngưỡng là bao nhiêu · ngưỡng … là bao nhiêu
      · ${each('thì bị · thì không được · thì được xếp · là bị', 'bao nhiêu … *')}
      · theo quy định thì · quy định xếp · thế nào là · hạ bậc là gì · điểm chuẩn là gì · ${each(RANKS, '* là bao nhiêu')}`,
    when: supposes,
  },
  {
    intent: 'rules',
    phrases: 'bị chặn · thì có được xếp · thì có được tốt · thì được xếp · thì bị xếp · thì xếp',
    when: namesNobody,
  },
  {
    intent: 'round',
    phrases: `${each('hồ sơ chấm điểm · hồ sơ thẩm định · hồ sơ đề nghị thẩm định · hồ sơ tự chấm · bảng tự chấm · điểm tự chấm', 'nộp *', '* … nộp', '* đến đâu', '* tới đâu')}
      · ${each('đúng hạn · trễ hạn · muộn · chậm · trễ · rồi · chưa · đủ · xong · đến đâu · tới đâu', 'nộp *', 'nộp hồ sơ *')}
      · ${each('đã · chưa · có', '* nộp')} · nộp hồ sơ · đơn vị nào nộp · ai nộp · ai chưa nộp · bao nhiêu … nộp · hạn nộp
      · ${each('kết quả thẩm định · kết quả chấm điểm · kết quả xếp hạng', '* … công bố', 'công bố *', 'công bố … *')}
      · ${each('thẩm định · chấm điểm', 'vòng *', 'đợt *', 'tiến độ *', '* đến đâu', '* tới đâu', '* đến bước nào')}`,
  },
  {
    intent: 'dossiers_due',
    phrases: `${each('đến hạn · tới hạn · hết hạn', 'sắp *', 'gần *')} · sắp trễ · sắp quá hạn · tới hạn
      · ${each('hôm nay · trong · tuần · ngày · mai', 'đến hạn *')} · hồ sơ đến hạn · hồ sơ … đến hạn
      · dự báo · dự kiến cuối năm · ước cuối năm`,
  },
  {
    intent: 'consequences',
    phrases: `${each('gì · sao · làm sao · thế nào', 'bị *')} · chịu gì · hậu quả · hệ quả · hệ lụy · trách nhiệm
      · kỷ luật · kỉ luật · xử lý thế nào · xử lý ra sao · bị xử lý · chế tài · ${each('gì · thế nào · đến', 'ảnh hưởng *')}
      · danh hiệu · thi đua · ${each('tốt nhiệm vụ · xuất sắc · nhiệm vụ', 'hoàn thành *')} · điều gì xảy ra
      · bị phê bình · kiểm điểm · cách chức · điều chuyển · mất chức`,
  },
  {
    intent: 'consequences',
    phrases: each(
      HEADS_OF_UNITS,
      '* … xếp loại',
      '* … đánh giá',
      '* … sao',
      '* … thế nào',
      '* … gì',
      'xếp loại … *',
      'đánh giá … *',
    ),
    when: ({ words }) => !/ (?:xep hang|thu may|hang may|cho (?:em|toi) hoi) /.test(words),
  },
  {
    intent: 'compare',
    phrases: `so sánh · so với · so kè · đối chiếu · vs · bên nào · cái nào · hơn · kém · bằng · hay · khác nhau
      · chênh lệch · chênh nhau · đơn vị nào · sở nào · huyện nào · ${each('cao · xếp · đứng', 'ai *')}`,
    when: comparesUnits,
  },
  {
    intent: 'history',
    phrases: `so sánh … yyyy … yyyy · ${each('nay · ngoái · trước', 'so sánh … năm *')} · so với yyyy · so với năm
      · so với kỳ · so với cùng kỳ`,
    when: namesAtMostOne,
  },
  { intent: 'compare', phrases: 'so sánh · so với các · so với đơn vị · so với sở' },
  {
    intent: 'alerts',
    phrases: `cảnh báo · nguy hiểm · nguy cơ · rủi ro · báo động · đáng lo · đáng ngại · lo ngại · bất thường · vi phạm
      · ${each('vượt · chạm · bị · rớt · tụt · mất · xuống', 'sắp *')} · có gì mới không · có gì xấu · cần lưu ý
      · cần chú ý · đáng chú ý · chạm ngưỡng · vượt ngưỡng`,
  },
  {
    intent: 'history',
    phrases: `lịch sử · năm nào · các năm · từng năm · mấy năm · nhiều năm · những năm
      · ${each('gần đây · gần nhất · qua · liền · liên tục · liên tiếp · trước đây · trở lại', 'năm *')}
      · ${each('hai · ba', '* năm')} · giai đoạn · từ yyyy đến · từ năm … đến
      · tiến bộ · thụt lùi · tiến hay lùi · tăng hay giảm · tăng giảm · lên hay xuống · lên hạng hay · tốt lên · xấu đi
      · kém đi · cải thiện không · cải thiện hay · có cải thiện · xu hướng · diễn biến · biến động · quá trình · thay đổi
      · trước đây · trước giờ · từ trước đến nay · từ trước tới nay · từ khi nào
      · có bao giờ · đã bao giờ · đã từng`,
  },
  { intent: 'history', when: (asked) => asked.years >= 2 && namesAtMostOne(asked) },
  {
    intent: 'ranking',
    phrases: `bảng xếp hạng · bảng thứ hạng · bảng tổng sắp · danh sách · liệt kê · xếp thứ tự · thứ tự xếp hạng
      · ${each('các · toàn · cả', 'xếp hạng *')} · ${each('đơn vị · cơ quan · địa phương', '* nào', 'các *', 'những *', 'số *', 'bao nhiêu *', 'mấy *')}
      · ${each(RANKS, 'đơn vị *', 'đơn vị xếp *')} · ${each('sở · ban · cục · huyện · trường', '* nào', 'bao nhiêu *', 'mấy *')}
      · ${each('đứng · xếp · dẫn · nhất · bét · cuối', 'ai *')} · ${each('đầu · nhất · cuối · chót · bét', 'đứng *')} · dẫn đầu · nhất bảng
      · chót bảng · cuối bảng · đội sổ · đội bảng · ${each('cao · thấp · tốt · kém · yếu · tệ · giỏi', '* nhất', '* điểm nhất')}
      · top · toàn tỉnh · cả tỉnh · tỉnh ta · tỉnh mình · tất cả các · tất cả đơn vị`,
    when: namesNobody,
  },
  {
    intent: 'ranking',
    when: (asked) => namesNobody(asked) && (asked.block || asked.province) && isOnTopic(asked),
  },
  {
    intent: 'ranking',
    phrases: 'xếp hạng · thứ hạng · bảng hạng',
    when: (asked) => namesNobody(asked) && !asksOwnRank(asked),
  },
  {
    intent: 'help',
    phrases: `trợ giúp · hướng dẫn · ${each('dùng · sử dụng · hỏi', 'cách *', '* thế nào', '* như thế nào')}
      · ${each('làm · giúp · hỏi', '* được gì', '* được những gì', '* gì được', 'có thể * gì')} · giúp gì · biết làm gì
      · biết những gì · hỏi những gì · bạn là ai · bot là gì · menu · help · các lệnh · lệnh nào · chức năng`,
    when: ({ units }) => units === 0,
  },
  {
    intent: 'status',
    phrases: `xếp hạng · xếp thứ · thứ hạng · vị trí · vị thứ · hạng · loại gì · xếp loại
      · ${each('mấy · bao nhiêu', 'thứ *', '* điểm')} · ${each('đứng · đang đứng · đang', '* ở đâu')} · đứng đâu · đứng đầu · đứng cuối · dẫn đầu
      · hiện trạng · trạng thái · tình hình · tình trạng · chỉ số · điểm · kết quả · tỷ lệ · tỉ lệ · hồ sơ · trễ hạn · trễ
      · đúng hạn · hài lòng · cchc · cải cách · đánh giá · hạ bậc · ${each(RANKS, 'đạt *', 'xếp *', '* hay')}
      · ${each('chưa · hạng · loại · bao nhiêu · mấy', 'đạt *')} · ${each('bao nhiêu · mấy · xếp', 'được *')} · bị xếp · xếp gì · xếp mấy`,
  },
  {
    intent: 'status',
    phrases:
      'thế nào · ra sao · sao rồi · như nào · ntn · bao nhiêu · ổn không · có ổn · có tốt không · ở đâu · làm ăn',
    when: (asked) => isOnTopic(asked) && (asked.units > 0 || asked.own || asked.years > 0 || isShort(asked)),
  },
  { intent: 'status', when: (asked) => (asked.units > 0 || asked.own) && isOnTopic(asked) },
  { intent: 'status', when: ({ years, strange }) => years === 1 && strange === 0 },
  {
    intent: 'help',
    phrases: 'ơi · giúp · xin chào · chào · hello · hi · hey · alo · cảm ơn · cám ơn · thanks',
    when: isShort,
  },
];

/** All phrases of the table: a unit's name does not go on past one. */
export const INTENT_PHRASES: readonly string[] = INTENT_ROWS.flatMap(({ phrases = '' }) =>
  phrases.split(/[·…]/),
)
  .map((phrase) => phrase.trim())
  .filter((phrase) => phrase !== '');
