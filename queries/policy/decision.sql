-- What a person decided of a claim: filed or dismissed, with the open units of the loss event at that time.
-- is_reported: a dismissal whose reason says that the claim was filed.
--
-- grain:   part_claim_id, decision
-- inputs:  none
-- params:  part_claim_id, decision, case_id, open_units, reason, is_reported
-- outputs: part_claim_id, decision, case_id, open_units, reason, is_reported
select
    unnest(cast($part_claim_id as varchar[])) as part_claim_id,
    unnest(cast($decision as varchar[])) as decision,
    unnest(cast($case_id as varchar[])) as case_id,
    unnest(cast($open_units as integer[])) as open_units,
    unnest(cast($reason as varchar[])) as reason,
    unnest(cast($is_reported as boolean[])) as is_reported
