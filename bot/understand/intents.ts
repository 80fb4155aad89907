/** What is asked: one table, read from the top; the first row that fits decides. */
import { fold } from '../../engine/model/text.ts';
import type { Intent } from '../desk.ts';

/** What is known of a question when its intent is sought. */
export interface Asked {
  /** Its folded words between single spaces, each name of a unit as "§". */
  readonly words: string;
  readonly length: number;
  /** How many units are named, found or not. */
  readonly units: number;
  readonly own: boolean;
  readonly block: boolean;
  readonly province: boolean;
  /** How many years are named. */
  readonly years: number;
  /** How many words are neither names nor words of questions. */
  readonly strange: number;
}

interface Row {
  readonly intent: Intent;
  /** One of them must be said; "…" stands for up to eight words. None: `when` alone decides. */
  readonly phrases?: string;
  readonly when?: (asked: Asked) => boolean;
}

const RANK = 'tốt|khá|trung bình|tb|yếu|cao hơn|hạng|bậc';
const HEAD_OF_UNIT =
  'người đứng đầu · thủ trưởng · giám đốc · cục trưởng · hiệu trưởng · trưởng ban · chủ tịch · bí thư · lãnh đạo đơn vị · lãnh đạo sở · ban lãnh đạo · tập thể lãnh đạo · tập thể · cán bộ · công chức · viên chức · cá nhân · chánh';

const namesNobody = ({ units, own }: Asked) => units === 0 && !own;
const isShort = ({ length }: Asked) => length <= 6;
const comparesUnits = ({ units, own }: Asked) => units + Number(own) >= 2;
const isOnTopic = ({ strange }: Asked) => strange < 2;

const ROWS: readonly Row[] = [
  { intent: 'unsubscribe', phrases: 'hủy đăng ký · bỏ đăng ký · hủy theo dõi · bỏ theo dõi · thôi nhận · ngừng nhận · dừng nhận · không nhận … nữa · không muốn nhận · đừng gửi · ngừng gửi · dừng gửi · thôi gửi · đừng nhắn · tắt thông báo · tắt cảnh báo · tắt nhắc' },
  { intent: 'link', phrases: 'liên kết tài khoản · kết nối tài khoản · liên kết zalo · liên kết telegram · gắn tài khoản · mã liên kết · mã kết nối · link tài khoản · nhập mã' },
  { intent: 'whoami', phrases: 'tôi là ai · mình là ai · em là ai · tôi là gì · tài khoản của tôi · tài khoản tôi · tài khoản của mình · tài khoản của em · tài khoản này của ai · tôi có quyền gì · quyền của tôi · vai trò của tôi · tôi đang là ai · tôi được xem gì · tôi thuộc đơn vị nào' },
  { intent: 'snooze', phrases: 'nhắc lại sau · nhắc tôi sau · nhắc sau · nhắc em sau · nhắc lại vào · nhắc lại tôi · để sau · tạm hoãn · hoãn nhắc · tạm im lặng · im lặng · mai nhắc · tạm dừng cảnh báo · tạm tắt' },
  { intent: 'ack', phrases: 'đã nhận · đã rõ · đã xem · đã biết · đã tiếp nhận · xác nhận đã nhận · nhận rồi · tôi đã nắm · đã nắm', when: isShort },
  { intent: 'report', phrases: 'xuất báo cáo · lập báo cáo · tải báo cáo · tạo báo cáo · làm báo cáo · gửi báo cáo · in báo cáo · lấy báo cáo · cần báo cáo · mẫu báo cáo · file báo cáo · bản báo cáo · báo cáo năm · báo cáo tổng hợp · báo cáo xếp hạng · báo cáo quý · báo cáo tháng · báo cáo định kỳ · báo cáo cải cách · báo cáo cchc · xuất file · xuất excel · xuất ra · ra file · file word · file excel · file pdf · dạng pdf · dạng word · dạng excel · bản word · bản pdf' },
  { intent: 'subscribe', phrases: 'đăng ký nhận · đăng ký theo dõi · đăng ký cảnh báo · đăng ký thông báo · đăng ký bản tin · muốn nhận cảnh báo · muốn nhận thông báo · muốn nhận tin · bật thông báo · bật cảnh báo · theo dõi giúp · theo dõi đơn vị · gửi … hằng ngày · gửi … hàng ngày · gửi … hằng tuần · gửi … hàng tuần · gửi … hằng tháng · gửi … hàng tháng · báo cho tôi khi · báo tôi khi · báo em khi · nhắn cho tôi khi · nhắn tôi khi' },
  { intent: 'explain', phrases: 'vì sao · tại sao · vì cớ gì · lý do · lí do · nguyên nhân · do đâu · vì đâu · vì cái gì · tại đâu · giải thích · sao lại · sao chỉ · sao mà · sao không · sao bị · sao xếp · mắc gì · mất điểm ở · mất điểm chỗ nào · trừ điểm ở · căn cứ vào đâu · dựa vào đâu' },
  { intent: 'whatif', phrases: 'giả sử · giả định · giả dụ · giả như · ví dụ như … thì · nếu như · nếu … thì · nếu … có · nếu … sao · nếu … được · nếu … còn · nếu … mấy · thử tính', when: ({ words }) => !/ neu (?:xet|theo|chieu|can cu|muon) /.test(words) },
  { intent: 'recourse', phrases: `cần gì để · cần gì thì · cần làm gì · cần phải làm · cần những gì · cần bao nhiêu · cần thêm · phải làm gì · phải làm sao · phải làm thế nào · nên làm gì · làm gì để · làm sao để · làm cách nào · làm thế nào để · làm sao cho · làm sao lên · làm sao đạt · làm sao thoát · cách nào để · muốn đạt · muốn lên · muốn được xếp · thiếu bao nhiêu … đạt · thiếu bao nhiêu … lên · thiếu bao nhiêu … được · thiếu gì để · bao nhiêu nữa để · bao nhiêu nữa thì đạt · bao nhiêu nữa mới · bao nhiêu điểm nữa … đạt · bao nhiêu điểm nữa … lên · bao nhiêu … để đạt · bao nhiêu … để lên · để đạt loại · để được xếp · để thoát · để lên hạng · để lên bậc · khắc phục thế nào · cải thiện thế nào · khắc phục ra sao · cải thiện bằng cách · hướng khắc phục · giải pháp ${RANK.split('|').map((rank) => ` · để đạt ${rank} · để lên ${rank} · để được ${rank} · lên được ${rank} thì cần`).join('')}` },
  { intent: 'headroom', phrases: 'cách ngưỡng · cách mức · cách mốc · gần ngưỡng · sát ngưỡng · còn cách · cách bao xa · còn bao xa · còn thiếu · thiếu bao nhiêu · còn dư · dư địa · còn bao nhiêu … thì · còn bao nhiêu … nữa · còn bao nhiêu … là · còn được trễ · được phép trễ · được trễ thêm · cách hạng · cách tốt · cách khá · cách trung bình · chịu được bao nhiêu' },
  { intent: 'rules', phrases: 'quy định nào · quy định gì · quy định ở đâu · quy định ra sao · quy định thế nào · quy định như thế nào · quy định bao nhiêu · quy định về · quy định đối với · quy định của · quy định là · quy định hiện hành · văn bản nào · văn bản gì · điều nào · điều khoản nào · điều mấy · mục nào · khoản nào · căn cứ nào · theo căn cứ · căn cứ pháp lý · cơ sở pháp lý · nghị quyết nào · kết luận nào · chỉ thị nào · quyết định nào · quy chế nào · kết luận nói gì · kết luận … nói gì · chương trình … nói gì · quyết định … nói gì · nói gì về · nói về · ngưỡng trễ hạn là · ngưỡng là bao nhiêu · ngưỡng … là bao nhiêu · bao nhiêu … thì bị · bao nhiêu … thì không được · bao nhiêu … thì được xếp · bao nhiêu … là bị · quy tắc nào · tiêu chí nào · tiêu chí xếp', when: ({ words }) => !/ neu (?:xet|theo|chieu) /.test(words) },
  { intent: 'dossiers_due', phrases: 'sắp đến hạn · gần đến hạn · sắp tới hạn · sắp hết hạn · gần hết hạn · sắp trễ · sắp quá hạn · đến hạn hôm nay · đến hạn trong · đến hạn tuần · đến hạn ngày · đến hạn mai · tới hạn · hồ sơ đến hạn · hồ sơ nào đến hạn · hồ sơ … đến hạn' },
  { intent: 'consequences', phrases: 'bị gì · bị sao · bị làm sao · bị thế nào · chịu gì · hậu quả · hệ quả · hệ lụy · chịu trách nhiệm · xem xét trách nhiệm · trách nhiệm · kỷ luật · kỉ luật · xử lý thế nào · xử lý ra sao · bị xử lý · chế tài · ảnh hưởng gì · ảnh hưởng thế nào · ảnh hưởng đến · danh hiệu · thi đua · hoàn thành tốt nhiệm vụ · hoàn thành xuất sắc · hoàn thành nhiệm vụ · điều gì xảy ra · bị phê bình · kiểm điểm · cách chức · điều chuyển · mất chức' },
  { intent: 'consequences', phrases: HEAD_OF_UNIT.split('·').map((head) => `${head} … xếp loại · ${head} … đánh giá · ${head} … sao · ${head} … thế nào · ${head} … gì · xếp loại … ${head} · đánh giá … ${head}`).join(' · '), when: ({ words }) => !/ (?:xep hang|thu may|hang may|cho (?:em|toi) hoi|la ai) /.test(words) },
  { intent: 'compare', phrases: 'so sánh · so với · so kè · đối chiếu · vs · ai hơn · bên nào · hơn nhau · khác nhau · chênh lệch · chênh nhau · hơn · kém · bằng · cái nào · đơn vị nào · sở nào · huyện nào · ai cao · ai xếp · ai đứng · hay', when: comparesUnits },
  { intent: 'history', phrases: 'so sánh … yyyy … yyyy · so sánh … năm nay · so sánh … năm ngoái · so sánh … năm trước · so với yyyy · so với năm · so với kỳ · so với cùng kỳ', when: ({ units }) => units < 2 },
  { intent: 'compare', phrases: 'so sánh · so với các · so với đơn vị · so với sở · so với khối · so với mặt bằng' },
  { intent: 'alerts', phrases: 'cảnh báo · nguy hiểm · nguy cơ · rủi ro · báo động · đáng lo · đáng ngại · lo ngại · bất thường · sắp vi phạm · sắp vượt · sắp chạm · sắp bị · sắp rớt · sắp tụt · sắp mất · sắp xuống · có gì mới không · có gì xấu · cần lưu ý · cần chú ý · đáng chú ý · vi phạm · chạm ngưỡng · vượt ngưỡng · đèn đỏ' },
  { intent: 'history', phrases: 'lịch sử · các năm · qua từng năm · từng năm · mấy năm · nhiều năm · những năm · hai năm · ba năm · năm năm · năm gần đây · năm gần nhất · năm qua · năm liền · năm liên tục · năm liên tiếp · năm trước đây · năm trở lại · tiến bộ · thụt lùi · tiến hay lùi · tăng hay giảm · tăng giảm · lên hay xuống · lên hạng hay · cải thiện không · cải thiện hay · có cải thiện · xu hướng · diễn biến · biến động · quá trình · giai đoạn · trước đây · trước giờ · thay đổi · từ năm … đến · 2 năm · 3 năm · 4 năm · 5 năm · tốt lên · xấu đi · kém đi' },
  { intent: 'history', when: ({ years, units }) => years >= 2 && units < 2 },
  { intent: 'ranking', phrases: 'bảng xếp hạng · bảng thứ hạng · bảng tổng sắp · danh sách · xếp hạng các · xếp hạng toàn · xếp hạng cả · đơn vị nào · những đơn vị · các đơn vị · cơ quan nào · các cơ quan · địa phương nào · các địa phương · ai đứng · ai xếp · ai dẫn · dẫn đầu · đứng đầu · đứng nhất · nhất bảng · đứng cuối · đứng chót · đứng bét · chót bảng · cuối bảng · đội sổ · đội bảng · cao nhất · thấp nhất · tốt nhất · kém nhất · yếu nhất · tệ nhất · giỏi nhất · top · toàn tỉnh · cả tỉnh · toàn ngành · bao nhiêu đơn vị · mấy đơn vị · tất cả đơn vị · tất cả các · xếp thứ tự · thứ tự xếp hạng', when: namesNobody },
  { intent: 'ranking', when: (asked) => namesNobody(asked) && asked.block && isOnTopic(asked) },
  { intent: 'ranking', phrases: 'xếp hạng · thứ hạng · kết quả · chỉ số · tình hình · cchc · cải cách hành chính', when: (asked) => namesNobody(asked) && asked.province },
  { intent: 'ranking', phrases: 'xếp hạng · thứ hạng · bảng hạng', when: (asked) => namesNobody(asked) && !/ hang (?:gi|may|nao|thu may|bao nhieu|ra sao|the nao|nhu the nao|thu bao nhieu|j) /.test(asked.words) },
  { intent: 'help', phrases: 'trợ giúp · hướng dẫn · cách dùng · cách sử dụng · cách hỏi · dùng thế nào · sử dụng thế nào · làm được gì · làm được những gì · giúp được gì · giúp gì · biết làm gì · hỏi được gì · hỏi gì được · hỏi những gì · hỏi như thế nào · hỏi thế nào · có thể hỏi · có thể làm gì · biết những gì · bạn là ai · bot là gì · mày là ai · menu · help · các lệnh · lệnh nào · chức năng', when: ({ units }) => units === 0 },
  { intent: 'status', phrases: 'xếp hạng · xếp thứ · hạng mấy · hạng gì · hạng nào · hạng bao nhiêu · thứ mấy · thứ bao nhiêu · thứ hạng · vị trí · vị thứ · đứng ở đâu · đang ở đâu · đứng đâu · đứng đầu · đứng cuối · dẫn đầu · hiện trạng · trạng thái · tình hình · tình trạng · chỉ số · bao nhiêu điểm · mấy điểm · điểm · kết quả · đạt tốt · đạt khá · đạt yếu · đạt chưa · đạt hạng · đạt loại · đạt bao nhiêu · đạt mấy · được bao nhiêu · được mấy · được xếp · bị xếp · xếp loại · xếp gì · xếp mấy · hạ bậc · tỷ lệ · tỉ lệ · hồ sơ · trễ hạn · trễ · đúng hạn · hài lòng · cchc · cải cách · đánh giá · hạng · loại gì · tốt hay · khá hay · yếu hay' },
  { intent: 'status', phrases: 'thế nào · ra sao · sao rồi · như nào · ntn · bao nhiêu · ổn không · có ổn · có tốt không · ở đâu · làm ăn', when: (asked) => isOnTopic(asked) && (asked.units > 0 || asked.own || asked.years > 0 || isShort(asked)) },
  { intent: 'status', when: (asked) => (asked.units > 0 || asked.own) && isOnTopic(asked) },
  { intent: 'status', when: ({ years, strange }) => years === 1 && strange === 0 },
  { intent: 'help', phrases: 'xin chào · chào · hello · hi · alo · hey · cảm ơn · cám ơn · thank · thanks', when: isShort },
];

/** All phrases of the table, for no name goes on past one. */
export const INTENT_PHRASES: readonly string[] = ROWS.flatMap(({ phrases = '' }) => phrases.split(/[·…]/))
  .map((phrase) => phrase.trim())
  .filter((phrase) => phrase !== '');

const COMPILED = ROWS.map((row) => ({ ...row, pattern: patternOf(row.phrases) }));

/** The intent of a question; `unknown` when no row fits. */
export function intentOf(asked: Asked): Intent {
  const row = COMPILED.find(({ pattern, when }) => pattern.test(asked.words) && (when?.(asked) ?? true));
  return row?.intent ?? 'unknown';
}

function patternOf(phrases: string | undefined): RegExp {
  if (phrases === undefined) return /(?:)/;
  const alternatives = phrases
    .split('·')
    .filter((phrase) => phrase.trim() !== '')
    .map((phrase) => phrase.split('…').map(fold).join('(?: \\S+){0,8} '));
  return new RegExp(` (?:${alternatives.join('|')}) `, 'u');
}
