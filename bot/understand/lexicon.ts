/** Words of questions that are no part of a name. Phrases are split by "·" so that the lists read as text. */

function phrases(text: string): readonly string[] {
  return text
    .split(/[·\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}

/** Where a unit's name ends and the question goes on; also what may stand right before a short name. */
export const FILLERS = phrases(`
  dạ · vâng · thưa · kính thưa · kính gửi · xin · xin phép · xin chào · chào · alo · hello · hi · ơi · à · ạ
  ah · nhé · nhỉ · đi · hả
  cho · cho em · cho tôi · cho mình · cho anh · cho chị · cho hỏi · cho biết · cho xem · cho xin · biết · hỏi
  hỏi chút · một chút · chút · tí · muốn biết · muốn hỏi · muốn xem
  xem · xem giúp · tra · tra cứu · kiểm tra · tìm · check · nói · kể · báo · báo cáo · trả lời · nhờ · làm ơn
  vui lòng · giúp · giùm · dùm · hộ · gửi · lấy
  bot · kỷ cương · trợ lý · bạn · anh · chị · em · tôi · tui · mình · ta · chúng tôi · chúng ta · chúng em
  các anh · các chị · sếp · lãnh đạo · đồng chí · đc
  của · là · thì · mà · hay · hoặc · và · với · vs · cùng · ở · tại · trong · ngoài · trên · dưới · từ · đến
  tới · về · đối với · so với · theo · vào · bởi · do · để · nếu · khi · lúc · giữa
  đã · đang · sẽ · vừa · vừa rồi · vừa qua · mới · hiện · hiện nay · hiện tại · hiện giờ · bây giờ · giờ
  lúc này · hôm nay · hôm qua · ngày mai · tuần này · tháng này · quý này · gần đây · dạo này · dạo gần đây
  gần nhất · mới nhất
  lại · cứ · đều · liệu · chắc · hình như · nghe nói · thấy · cụ thể · chi tiết · tổng · tổng kết · tổng hợp
  nhìn chung · nói chung · riêng · chung · trước · sau · tiếp · ngay · liền · nhận · gặp · gây · làm · chịu
  xảy ra · tự chấm · cam kết · vấn đề · vận động · phong trào · trang web
  cũng · vẫn · còn · chỉ · rất · quá · lắm · nữa · luôn · thật · đúng · thế · vậy · này · đó · kia · ấy · nào
  gì · đâu · sao · ai · mấy · bao nhiêu · bao lâu · thế nào · như thế nào · như nào · ra sao · làm sao
  có · không · chưa · được · bị · phải · cần · nên · muốn · có thể · hãy · rồi · xong · những · các · mọi
  tất cả · toàn · toàn bộ · cả · mỗi · từng · một · vài · nhiều · ít · thêm · bớt · hơn · kém · nhất · cái
  việc · bên · phía · chỗ · phần · mục
  ko · k · hok · dc · j · z · ntn · bn · r · đag
  đơn vị · cơ quan · địa phương · ngành · khối · tỉnh · trực thuộc · thuộc · toàn tỉnh · toàn thành phố
  xếp hạng · xếp · hạng · thứ hạng · thứ · vị trí · vị thứ · bảng · bảng xếp hạng · điểm · điểm số · chỉ số
  cải cách hành chính · cải cách · cchc · par index · sipas · kết quả · tình hình · tính · tính đến · tình trạng
  hiện trạng · trạng thái · tiến độ · đánh giá · thông tin về · thông tin của · thông tin xếp hạng
  cho tôi thông tin · cho thông tin · số liệu · làm ăn · hoạt động · thực hiện
  năm · trong năm · của năm · năm nay · năm ngoái · năm trước · năm kia · năm nào · năm vừa rồi · năm vừa qua
  các năm · qua các năm · quý · tháng · tuần · ngày · kỳ · mức · mốc · ngưỡng · tỷ lệ · tỉ lệ · phần trăm
  hồ sơ · hồ sơ trễ hạn · tthc · thủ tục · trễ hạn · trễ · quá hạn · đúng hạn · đến hạn · sắp · hài lòng
  người dân · tốt · khá · trung bình · yếu · tb · xuất sắc · hoàn thành · nhiệm vụ · đạt · đứng · đứng đầu · đầu
  cuối · cao · thấp · tăng · giảm · lên · xuống · rớt · tụt · nhảy · hạ bậc · hạ · bậc · mất · thiếu · vượt
  xếp loại · công bố · thẩm định · quyết định · quy định · cảnh báo · vi phạm · nguy hiểm · nguy cơ
  trách nhiệm · xem xét · xử lý · kỷ luật
  người đứng đầu · giám đốc · phó giám đốc · gđ · chủ tịch · phó chủ tịch · bí thư · trưởng · cục trưởng
  hiệu trưởng · trưởng ban · trưởng phòng · chánh · thủ trưởng · tập thể · cán bộ · công chức · viên chức
  cá nhân · ubnd tỉnh · ủy ban nhân dân tỉnh
  khiến · khiến cho · làm cho · dẫn đến · dẫn tới · so sánh · lịch sử · liên tục · liên tiếp · tiến bộ
  thụt lùi · vì sao · tại sao · lý do · nguyên nhân · giải thích · khác · nhau · giống · ổn
  hđnd · cntt · dvc · kpi · pci · papi · ok · oke · pdf · docx · excel · word
`);

/** Fillers between names, with or without their marks. */
export const CONNECTIVES: ReadonlySet<string> = new Set(['va', 'voi', 'cua', 'o', 'hoac']);

/** Words that hold the beginning of a name and are none: "so sánh" without marks looks like a "sở …". */
export const LOOKALIKES = phrases(`
  điểm số · con số · số liệu · số điểm · số hồ sơ · số đơn vị · số lượng · một số · đa số · so sánh · so với
  ban hành · ban đầu · cơ bản · ủy ban nhân dân tỉnh · ubnd tỉnh · ban thường vụ tỉnh ủy · ban thường vụ
  ban lãnh đạo · ban giám đốc
  tiến bộ · bỏ đăng ký · bỏ theo dõi · bỏ qua · nội bộ · toàn bộ · công bố
  thủ trưởng · trường hợp · trưởng ban · trưởng phòng · cục trưởng · hiệu trưởng · phó trưởng ban · bộ trưởng
  phòng ban · cục diện · địa phương · phương án · phương hướng · kết luận thanh tra · quan trọng · liên quan
  cơ quan · quan tâm
  kế hoạch cải cách · thông tin xếp hạng
`);

/** The same, of words that a subject may follow: there is no Sở Y tế in "hồ sơ y tế", nor in "thủ tục y tế". */
export const TOPIC_NOUNS = phrases(`
  hồ sơ · chỉ số · thủ tục · văn bản · cơ sở · địa bàn · cán bộ · công chức · viên chức · bộ phận · bộ máy
  số hồ sơ
`);

/** The same of words that are of another subject, so that a question with them is not about a unit's standing. */
export const OTHER_SUBJECTS = phrases(`
  số điện thoại · dân số · trụ sở · công sở · sở hữu · sở thích · môi trường · thị trường · tăng trưởng
  hiện trường
  phòng ngừa · phòng chống · xã hội · hợp tác xã · bảo hiểm y tế · y tế cơ sở · tài chính công · bạn bè
  ban ngày · ban đêm · ban chỉ đạo · địa chỉ · xây dựng báo cáo · xây dựng kế hoạch · xây dựng nông thôn mới
`);

const OWN_NOUNS = phrases(`
  đơn vị · cơ quan · sở · ban · cục · huyện · thị xã · thành phố · trường · ngành · bên · văn phòng · đài · xã · phường
`);
const OWNERS = phrases('tôi · tui · mình · em · ta · chúng tôi · chúng ta · chúng em · anh · chị');

/** The asker's own unit. */
export const OWN_UNIT: readonly string[] = [
  ...OWNERS.map((owner) => `của ${owner}`),
  ...OWN_NOUNS.flatMap((noun) => OWNERS.map((owner) => `${noun} ${owner}`)),
  ...phrases(
    'tôi đang ở đâu · tôi đang đứng · tôi đứng · mình đứng · chúng tôi đứng · tôi xếp · mình xếp · chúng tôi xếp',
  ),
];
