"""What a draft says in Chinese: the same facts in the same lines, for whoever sends a text must know what it says."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from reports.drafts import draft_text
from reports.filing_values import Days, Draft, PaidUnits
from tests.conftest import Golden
from tests.reports.filing_samples import READING, TYPES, case_of, entry, states

LABELS = {
    "FNSKU: ": "FNSKU：",
    "ASIN: ": "ASIN：",
    "SKU: ": "SKU：",
    "Marketplace: ": "站点：",
    "Case: ": "案例：",
    "Entries of the Inventory Ledger ": "库存分类账中的条目",
    "Reference ID: ": "参考编号（Reference ID）：",
    "Reversal ID: ": "撤销编号（Reversal ID）：",
    "Reversed reimbursement ID: ": "被撤销的赔偿编号（Reversed reimbursement ID）：",
    "Reversal date: ": "撤销日期：",
    "Units: taken back ": "件数：收回 ",
    "Reimbursement ID: ": "赔偿编号（Reimbursement ID）：",
    "Approval date: ": "批准日期：",
    "Reason: ": "原因：",
    "Paid: ": "已赔偿：",
    "Approved sourcing cost per unit: ": "已批准的采购成本（每件）：",
    "Expected per unit, limited to the cap: ": "每件应赔偿（不超过上限）：",
    "Difference: ": "差额：",
    "Arithmetic of these entries": "以上条目的计算",
    "Value of the open units by our sourcing cost, up to the cap: ": "未结商品按我方采购成本计算的金额（不超过上限）：",
    "Amount taken back for the open units: ": "未结商品被收回的金额：",
    "Evidence:": "证据：",
    "- ": "- ",
    "1. ": "1. ",
    "2. ": "2. ",
    "3. ": "3. ",
    "Open units not previously reimbursed": "未结商品此前没有得到赔偿",
    "Open units not reimbursed again": "未结商品没有再次得到赔偿",
    "Difference not previously reimbursed": "差额此前没有得到赔偿",
    "Reimbursements report: days not loaded: ": "赔偿报告：以下日期未导入：",
    "This is a request to reimburse ": "申请赔偿 ",
    "This is a request to restore the credit ": "申请恢复 ",
    "This is a request to re-evaluate ": "申请重新评估",
    "Please reimburse ": "请赔偿",
    "Please restore ": "请恢复",
    "Please re-evaluate ": "请按已批准的采购成本重新评估",
    "This is a request to research and reimburse ": "申请调查并赔偿 ",
    "Please research and reimburse ": "请调查并赔偿",
    "Shipment ID: ": "货件编号（Shipment ID）：",
    "Fulfillment center: ": "运营中心：",
    "Carrier: ": "承运人：",
    "Tracking ID: ": "追踪编号：",
    "Shipped: ": "发货日期：",
    "Delivered: ": "送达日期：",
    "Cartons: ": "箱数：",
    "Weight: ": "重量：",
    "Contents of the shipment:": "货件内容：",
    "FNSKU X": "FNSKU X",
    "Removal order ID: ": "移除订单编号（Removal order ID）：",
    "Boxes of this removal order:": "此移除订单的箱：",
    "Tracking number: ": "追踪编码：",
    "Order ID: ": "订单编号（Order ID）：",
    "Refunds and replacements of this order:": "此订单的退款和换货：",
    "Refunded: ": "退款：",
    "Replaced: ": "换货：",
    "Returns of this order:": "此订单的退货：",
    "Returned: ": "退货：",
    "Value of the open units, up to the refunded amount": "未结商品的金额（最多为扣除费用前的退款金额）：",
}
"""How each line of a draft begins, and its reading."""

PHRASES = {
    "perhaps reimbursed and not asked here": "可能已赔偿、此处不申请",
    "perhaps found and not asked here": "可能已找回、此处不申请",
    " - not asked here ": " - 此处不申请 ",
    " - found ": " - 找回 ",
    " - reimbursed ": " - 已赔偿 ",
    " - graded back to sellable ": " - 重新评为可售 ",
    " - given back ": " - 退还 ",
    " = open ": " = 未结 ",
    "by the days loaded": "（按已导入的日期）",
    "by our match:": "按我方匹配所属：",
    "no found unit (reason F)": "没有找回的商品（原因 F）",
    "each found unit (reason F)": "全部找回的商品（原因 F）",
    "no line of": "没有任何一行",
    ": each line of": "每一行，以及",
    "for reference ": "属于参考编号 ",
    ", stated as reconciled": "（亚马逊注明已对账）",
    "for reversal ": "属于撤销 ",
    "given back with reversal ": "随撤销 ",
    "in doubt, perhaps for": "存疑，可能属于",
    ": reversal of ": "：撤销赔偿 ",
    "top-up of ": " 补差额",
    "for a customer order": "属于某个客户订单",
    "- and ": "- 另有 ",
    "; in doubt ": "；其中存疑 ",
    ", unless a line in doubt is for them": "（除非存疑的某一行属于它们）",
    "are not known to us": "我方不知道",
    "not loaded": "未导入",
    "not in the report": "报告中没有",
    "no unit graded back to sellable": "没有重新评为可售的商品",
    "each unit graded back to sellable": "全部重新评为可售的商品",
    " and more": " 等",
    ", approved ": "，批准于 ",
    "converted at the rate of": "的汇率换算",
    "; the other parts hold other entries": "；其他部分包含其他条目",
    "by our assignment not for these entries": "按我方的分配，不属于以上条目",
    "no other return of this order": "此订单没有其他退货",
    "no return of this order": "此订单没有退货",
    "no other charge to the customer": "没有其他向买家的重新收款",
    "the customer was not charged again": "没有向买家重新收款",
    ", charged again to the customer ": "，已向买家重新收款 ",
    " - charged again to the customer ": " - 已向买家重新收款 ",
    "up to USD": "最多 USD",
    ": shipped ": "：发出 ",
    ", received ": "，收到 ",
    " - received ": " - 收到 ",
    " - returned ": " - 已退回 ",
    ", returned ": "，已退回 ",
    "nothing arrived": "没有收到任何商品",
}
"""What must stand in both or in neither."""

TYPES_AND_STATES = [(claim_type, name) for claim_type in TYPES for name in states(claim_type)]


def both(claim_type: str, name: str) -> tuple[Draft, Draft]:
    case = states(claim_type)[name]
    return draft_text(case, "en"), draft_text(case, READING)


def lines_of(draft: Draft) -> list[str]:
    return [draft.subject, *draft.body.split("\n")]


def figures_of(line: str) -> Counter[str]:
    """Ids, numbers, days and amounts: every run of ASCII signs that holds a digit, and every currency."""
    found = re.findall(r"[A-Za-z0-9][A-Za-z0-9_.\-]*[A-Za-z0-9]|[A-Za-z0-9]", line)
    return Counter(one for one in found if re.search(r"\d", one) or one in {"USD", "FNSKU", "F"})


@pytest.mark.parametrize("claim_type", TYPES)
def test_a_reading_is_as_it_was_read_and_approved_in_every_state(claim_type: str, golden: Golden) -> None:
    told = [
        f"=== {name}\n\n{one.subject}\n\n{one.body}"
        for name in states(claim_type)
        for one in both(claim_type, name)[1:]
    ]
    golden(f"drafts/{claim_type}.{READING}.txt", "\n".join(told))


@pytest.mark.parametrize(("claim_type", "name"), TYPES_AND_STATES)
def test_a_reading_says_line_by_line_what_the_draft_says(claim_type: str, name: str) -> None:
    draft, reading = both(claim_type, name)
    assert len(lines_of(draft)) == len(lines_of(reading))
    for english, chinese in zip(lines_of(draft), lines_of(reading), strict=True):
        ask = english.startswith("Please") and "this unit" in english
        assert figures_of(english) == figures_of(chinese), (english, chinese)
        assert len(re.findall(r"\.(?: |$)", re.sub(r"^\d\. ", "", english))) == chinese.count("。"), (english, chinese)
        assert english.count(" | ") == chinese.count(" | ")
        assert not ask or "这件商品" in chinese


@pytest.mark.parametrize(("claim_type", "name"), TYPES_AND_STATES)
def test_each_line_is_labelled_alike_and_each_phrase_stands_in_both_or_in_neither(claim_type: str, name: str) -> None:
    draft, reading = both(claim_type, name)
    for english, chinese in zip(draft.body.split("\n"), reading.body.split("\n"), strict=True):
        if not english:
            assert not chinese
            continue
        (label,) = [one for one in LABELS if english.startswith(one)]
        assert chinese.startswith(LABELS[label]), (english, chinese)
        for one, other in PHRASES.items():
            assert english.count(one) == chinese.count(other), (one, english, chinese)


def test_more_days_and_payments_than_are_named_is_said_in_both() -> None:
    paid = tuple(PaidUnits(reimbursement_id=f"5600000000{n}", units=1) for n in range(5))
    held = replace(entry(1), lost=14, apart=5, reimbursed=5, paid_by=paid, perhaps_paid_by=paid)
    holes = tuple(Days(first=date(2026, 10, n), last=date(2026, 10, n)) for n in (1, 3, 5, 7))
    case = case_of("warehouse_lost", held)
    case = replace(case, ledger=replace(case.ledger, missing=holes), payments=replace(case.payments, missing=holes))
    draft, reading = draft_text(case, "en"), draft_text(case, READING)
    assert draft.body.count(" and more") == reading.body.count(" 等") == 4
    for english, chinese in zip(lines_of(draft), lines_of(reading), strict=True):
        assert figures_of(english) == figures_of(chinese), (english, chinese)


def test_every_label_and_phrase_is_one_that_a_draft_says() -> None:
    said = "\n".join(both(*one)[0].body for one in TYPES_AND_STATES)
    assert {one for one in {*LABELS, *PHRASES} if one not in said} == {" and more"}


@pytest.mark.parametrize("hostile", ["two\nlines", "TASSE-\u00fc\u4e2d", "x" * 400, "{{ 7 * 7 }}"])
def test_a_reading_names_the_ids_that_the_draft_names_and_no_other(hostile: str) -> None:
    held = replace(entry(1), product=hostile, sku=hostile, fnsku=hostile, asin=hostile, reference_id=hostile)
    case = case_of("warehouse_lost", held)
    draft, reading = draft_text(case, "en"), draft_text(case, READING)
    assert draft.body.count(hostile) == reading.body.count(hostile)
    assert len(lines_of(draft)) == len(lines_of(reading))
