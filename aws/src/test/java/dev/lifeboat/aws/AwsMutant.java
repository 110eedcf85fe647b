package dev.lifeboat.aws;

import dev.lifeboat.mutation.ChangedLine;
import dev.lifeboat.mutation.WitnessedLine;

/// One changed line of a class that decides something on AWS, and the unit test that notices it.
///
/// What breaks when it is changed is said by its name: the rule that is missing then.
enum AwsMutant {
  A_GUARD_OF_AN_EARLIER_WRITER_HOLDS_THE_LEASE(
      "guard/LeaseCover",
      "vote.epoch() == placed.epoch();",
      "vote.epoch() <= placed.epoch();",
      "guard.LeaseCoverTest",
      "a_guard_of_an_earlier_epoch_is_not_the_writers"),
  A_VOTE_OF_NO_CLAIM_IS_A_FENCE(
      "guard/LeaseCover",
      "&& vote.epoch() <= placed.highestEpoch();",
      "&& placed.highestEpoch() > 0;",
      "guard.LeaseCoverTest",
      "a_vote_of_the_other_region_from_before_or_of_no_claim_fences_nobody"),
  A_GUARD_THAT_NEVER_TOLD_COVERS_ALL_TABLES(
      "guard/LeaseCover",
      "if (told.isEmpty()) {",
      "if (placed.epoch() < 0) {",
      "guard.LeaseCoverTest",
      "tables_without_the_trigger_are_kept_from_nothing"),
  A_VOTE_THAT_WAS_NOT_WRITTEN_COUNTS(
      "dynamodb/DynamoVoter",
      "if (!mark.isIn(refused)) {",
      "if (mark.isIn(refused)) {",
      "dynamodb.VotesInMemoryTest",
      "what_another_has_written_meanwhile_is_not_overwritten"),
  A_LOWER_PLEDGE_TAKES_A_HIGHER_ONE_BACK(
      "dynamodb/DynamoVoter",
      "\"pledged < :epoch\"",
      "\"pledged <> :epoch\"",
      "dynamodb.VotesInMemoryTest",
      "what_is_withheld_for_a_higher_epoch_stays_so"),
  A_PLEDGE_IS_FORGOTTEN(
      "dynamodb/Ballot",
      "item.number(PLEDGED)));",
      "0));",
      "dynamodb.VotesInMemoryTest",
      "a_vote_that_is_withheld_is_granted_to_no_earlier_epoch"),
  A_WORKLOAD_IS_PLACED_TWICE(
      "dynamodb/DynamoPlacements",
      "NOT_PLACED = \"attribute_not_exists(workload)\";",
      "NOT_PLACED = \"attribute_not_exists(seals)\";",
      "dynamodb.WriteConditionsTest",
      "a_workload_is_placed_once"),
  AN_EPOCH_IS_HANDED_OUT_TWICE(
      "dynamodb/DynamoPlacements",
      "epoch = :epoch AND highestEpoch = :highestEpoch AND ",
      "epoch = :epoch AND ",
      "dynamodb.WriteConditionsTest",
      "an_epoch_that_was_handed_out_meanwhile_is_handed_out_once"),
  A_RUN_THAT_WAS_CLOSED_GOES_ON(
      "dynamodb/DynamoPlacements",
      "\"openRun = :openRun\"",
      "\"epoch = :epoch\"",
      "dynamodb.WriteConditionsTest",
      "what_was_released_meanwhile_is_not_moved"),
  A_PAUSE_IS_NOT_READ(
      "dynamodb/DynamoPauses",
      "return item.find(PAUSE).map(",
      "return item.find(MEANS).map(",
      "dynamodb.GoldenItemsTest",
      "a_pause_is_read"),
  A_COPY_GOES_BACK_TO_AN_EARLIER_WRITER(
      "dynamodb/WriterRecords",
      "OR epoch <= :epoch",
      "OR epoch >= :epoch",
      "dynamodb.WriteConditionsTest",
      "of_which_writer_a_copy_is_never_goes_back"),
  WHAT_IS_NO_CANDIDATE_IS_PROMOTED(
      "claim/PromotionGate",
      "if (succession.acceptedLoss().isEmpty()) {",
      "if (succession.writer() < 0) {",
      "claim.PromotionGateTest",
      "at_the_effect_it_is_refused_and_is_no_writer_though_it_looks_like_one"),
  WHOEVER_LOOKS_LIKE_THE_WRITER_IS_IT(
      "claim/PromotionGate",
      "&& (placed.get().openRun().isEmpty() || isPassed(goal, placed.get().epoch()));",
      "&& placed.get().epoch() > 0;",
      "claim.PromotionGateTest",
      "at_the_effect_it_is_refused_and_is_no_writer_though_it_looks_like_one"),
  THE_COPY_THAT_IS_LEFT_IS_NOT_WRITTEN_DOWN(
      "claim/PromotionGate",
      "if (writer > 0) {",
      "if (writer < 0) {",
      "claim.PromotionGateTest",
      "a_region_that_was_left_is_no_candidate_and_the_refusal_says_since_when"),
  A_LATE_RUN_ASKS(
      "claim/PresentClaim",
      ".flatMap(it -> attempt.claim().confirm(it).next())",
      ".filter(it -> it.highestEpoch() == attempt.epoch())",
      "claim.PresentClaimTest",
      "another_run_is_late"),
  A_LATE_EPOCH_ASKS(
      "claim/PresentClaim",
      ".flatMap(it -> attempt.claim().confirm(it).next())",
      ".filter(it -> it.isOpenFor(attempt.run()))",
      "claim.PresentClaimTest",
      "an_epoch_that_is_over_is_late_though_the_run_is_open"),
  A_SECOND_WRITER_IS_ASKED_FOR(
      "claim/PresentClaim",
      "if (!placed.writer().equals(region)) {",
      "if (placed.writer().isEmpty()) {",
      "claim.PresentClaimTest",
      "where_the_writer_is_elsewhere_nobody_asks"),
  AN_INSTANCE_IN_ANOTHER_GROUP_TOO_IS_CLOSED(
      "rds/ClosedLook",
      "&& groups().stream().allMatch(it -> group.equals(it.vpcSecurityGroupId()));",
      "&& groups().stream().anyMatch(it -> group.equals(it.vpcSecurityGroupId()));",
      "rds.ClosedLookTest",
      "in_another_group_too_it_is_open"),
  A_LAG_OF_BEFORE_IS_THAT_OF_NOW(
      "rds/ReplicaLags",
      ".filter(it -> !it.at().isBefore(now.minus(FRESH)))",
      ".filter(it -> it.at().isBefore(now))",
      "check.DatabaseLookTest",
      "a_lag_that_nobody_knows_is_never_a_small_one"),
  WHAT_WAITS_NO_MORE_BY_AN_OLD_NUMBER_IS_THERE(
      "s3/ReplicationLags",
      "var waits = waiting.filter(it -> !it.at().isBefore(oldest));",
      "var waits = waiting;",
      "s3.BucketLagTest",
      "what_was_measured_before_says_nothing_of_now"),
  A_DELETE_IS_THERE_UNASKED(
      "s3/Comparison",
      "if (version.marker() && !deletes) {",
      "if (version.marker()) {",
      "s3.ComparisonTest",
      "a_delete_counts_where_deletes_are_replicated_and_any_current_one_will_do"),
  ONE_OBJECT_SENDS_ALL_USERS(
      "route/RouteObjects",
      "MAJORITY = 2;",
      "MAJORITY = 1;",
      "route.RouteDecisionsTest",
      "what_two_of_three_say_is_the_case"),
  USERS_ON_TRIAL_ARE_SENT_FOR_GOOD(
      "route/RouteObjects",
      "it.region().equals(region) && !it.isTrial()",
      "it.region().equals(region)",
      "route.RouteDecisionsTest",
      "while_some_are_on_trial_nobody_is_sent_for_good"),
  A_LATE_REQUEST_SENDS_ALL_USERS_BACK(
      "route/Route",
      ": isTrial() || !region.equals(other.region);",
      ": isTrial();",
      "route.RouteDecisionsTest",
      "once_all_are_sent_somewhere_that_is_final_for_the_epoch"),
  ONE_NAME_SERVER_TELLS_FOR_ALL(
      "route/NameAnswers",
      "regions.values().stream().allMatch(it -> it.equals(List.of(region)))",
      "regions.values().stream().anyMatch(it -> it.equals(List.of(region)))",
      "route.RouteDecisionsTest",
      "every_server_that_answers_must_lead_there"),
  A_FEW_ANSWERS_SHOW_A_SHARE(
      "route/NameAnswers",
      "asked >= ENOUGH && there > 0",
      "there > 0",
      "route.RouteDecisionsTest",
      "a_share_is_seen_within_what_chance_allows"),
  A_SHARE_THAT_IS_NOT_BORNE_STAYS_OPEN(
      "trafficshift/ShareTrial",
      "if (complaint.isPresent()) {",
      "if (share.percent() < 0) {",
      "trafficshift.ShareTrialTest",
      "a_share_that_is_not_borne_is_taken_back"),
  A_SHARE_IS_HELD_FOR_A_MOMENT(
      "trafficshift/HeldShare",
      "return lasts.compareTo(share.hold()) >= 0",
      "return lasts.isPositive()",
      "trafficshift.ShareTrialTest",
      "it_holds_once_it_was_borne_for_as_long_as_it_must_be"),
  AN_UNHEALTHY_TARGET_BEARS_USERS(
      "elb/TargetReadiness",
      "&& !isOne(\"unhealthy\").test(seen);",
      "&& !region.isEmpty();",
      "elb.TargetHealthTest",
      "users_are_borne_while_one_target_is_healthy_and_none_is_unhealthy"),
  A_LAG_BEYOND_THE_RPO_IS_BORNE(
      "check/Look",
      "when measured.lag().compareTo(rpo) > 0 ->",
      "when measured.lag().compareTo(rpo.plusDays(1)) > 0 ->",
      "check.DatabaseLookTest",
      "a_lag_of_the_rpo_is_borne_and_a_longer_one_is_an_obstacle"),
  A_REPLICA_OF_ANOTHER_IS_THE_WRITERS(
      "check/DatabaseLook",
      "&& !RdsStatus.source(replica).equals(Optional.of(writer.dbInstanceArn()))) {",
      "&& RdsStatus.source(replica).isEmpty()) {",
      "check.DatabaseLookTest",
      "what_follows_nobody_or_another_one_is_no_replica_of_the_writer"),
  A_FENCE_BY_NO_VOTE_NEEDS_NOBODY(
      "check/UnplannedPath",
      "? unguarded.contains(goal.resource())",
      "? unguarded.contains(goal.region())",
      "check.UnplannedPathTest",
      "a_fence_that_no_vote_proves_needs_what_is_left"),
  WHOEVER_ASKS_FROM_A_FEW_ADDRESSES_IS_EVERYBODY(
      "check/RouteReaders",
      "everybody |= from.isEmpty();",
      "everybody = true;",
      "check.RouteReadersTest",
      "whoever_asks_from_certain_addresses_alone_is_not_everybody"),
  A_USERS_OWN_STATEMENT_IS_LOST(
      "check/RouteReaders",
      ".filter(it -> !letsByAddress(it, object))",
      ".filter(it -> false)",
      "check.RouteReadersTest",
      "the_policy_that_is_told_lets_in_the_checkers_alone_and_keeps_what_else_it_says"),
  A_LEASE_OUTLASTS_THE_FUNCTION(
      "guard/FunctionLease",
      "return time(lease).compareTo(TIME_OUT) <= 0;",
      "return lease.compareTo(TIME_OUT) <= 0;",
      "guard.FunctionLeaseTest",
      "a_longer_one_is_refused_with_the_longest_that_is_fine"),
  A_FAILED_EXPERIMENT_IS_IN_EFFECT(
      "drill/Experiments",
      "if (!IN_EFFECT.contains(seen.state().status())) {",
      "if (BEGINNING.contains(seen.state().status())) {",
      "drill.ExperimentStatesTest",
      "one_that_ends_while_it_begins_is_told"),
  TWO_OBJECTS_ARE_OUTVOTED_BY_ONE(
      "check/HealthCheckLook",
      "|| calculated.healthThreshold() != MAJORITY",
      "|| calculated.healthThreshold() < 0",
      "check.HealthCheckLookTest",
      "one_that_does_not_take_two_of_three_and_say_the_opposite_is_an_obstacle"),
  AN_OBJECT_THAT_IS_ASKED_FOR_TWICE_COUNTS_TWICE(
      "check/HealthCheckLook",
      "left.remove(object.get());",
      "var _ = left.contains(object.get());",
      "check.HealthCheckLookTest",
      "two_that_ask_for_one_object_count_once"),
  USERS_ARE_LED_BACK_WHILE_BOTH_ARE_UNHEALTHY(
      "check/DnsLook",
      "if (secondary.get().healthCheckId() != null) {",
      "if (secondary.get().weight() != null) {",
      "check.DnsLookTest",
      "a_secondary_record_with_a_health_check_is_an_obstacle"),
  A_RUN_IS_TOLD_BY_ANOTHER_CHECK(
      "check/DnsLook",
      "if (same.isPresent() && !same.equals(check)) {",
      "if (same.isEmpty()) {",
      "check.DnsLookTest",
      "a_run_must_be_told_by_the_health_check_that_leads_users"),
  NOBODY_IS_LED_TO_A_RECORD_OF_NO_WEIGHT(
      "check/ShareRecordsLook",
      "|| rest.getFirst().weight() == 0) {",
      "|| rest.getFirst().weight() < 0) {",
      "check.ShareRecordsLookTest",
      "without_one_record_for_everybody_else_users_are_led_nowhere"),
  A_LARGER_SHARE_SHUTS_THE_SMALLER_ONE(
      "check/ShareRecordsLook",
      "open += weight;",
      "open = weight;",
      "check.ShareRecordsLookTest",
      "what_is_open_at_a_smaller_share_stays_open_at_a_larger_one"),
  A_BUCKET_IS_CLOSED_TO_THE_PUBLIC_BY_HALF(
      "check/RouteReadersLook",
      "&& block.restrictPublicBuckets();",
      "&& block.blockPublicAcls();",
      "check.RouteReadersLookTest",
      "a_bucket_that_is_not_closed_to_the_public_in_each_way_is_told"),
  GROUPS_OF_TWO_LISTENERS_SHARE_USERS(
      "check/AcceleratorLook",
      "if (!listener(writer).equals(listener(target))) {",
      "if (listener(writer).isEmpty()) {",
      "check.AcceleratorLookTest",
      "groups_of_two_listeners_never_take_each_others_users"),
  A_DELETE_OF_THE_SAME_SECOND_WENT_HOME(
      "s3/LateRule",
      "? !version.created().isAfter(since)",
      "? version.created().isBefore(since)",
      "s3.LateRuleTest",
      "a_delete_that_is_no_younger_than_the_promotion_came_late"),
  WHAT_WENT_HOME_IS_TOLD_AS_LATE(
      "s3/LateRule",
      ": way.isReplica(key, version.id());",
      ": !version.id().isEmpty();",
      "s3.LateRuleTest",
      "what_came_since_is_told_and_what_went_the_other_way_is_not"),
  WHAT_NEVER_ARRIVES_KEEPS_UP(
      "s3/BucketReplication",
      "return Collections.disjoint(earlier, missing) && !now.more()",
      "return Collections.disjoint(earlier, List.of()) && !now.more()",
      "s3.ReplicationLookTest",
      "it_keeps_up_once_what_was_missing_is_there_whatever_is_missing_since"),
  THE_OLD_SIDE_IS_TOLD_OF_WHILE_IT_IS_WRITTEN(
      "s3/BucketReplication",
      "if (!(closed instanceof Observation.Met)) {",
      "if (closed.text().isEmpty()) {",
      "s3.ReplicationLookTest",
      "while_the_old_side_still_takes_writes_nothing_is_told"),
  A_WORD_OF_BEFORE_IS_ONE_OF_NOW(
      "watch/ReplicaView",
      "if (mark.isPresent() && !mark.get().equals(told.get().mark())) {",
      "if (!mark.equals(Optional.of(told.get().mark()))) {",
      "watch.ReplicaViewTest",
      "a_word_counts_once_another_one_has_come_since"),
  A_GUARD_THAT_FELL_SILENT_IS_HEARD(
      "watch/ReplicaView",
      "changedAt.filter(it -> clock.now().minus(it).compareTo(FRESH) < 0).isPresent();",
      "changedAt.isPresent();",
      "watch.ReplicaViewTest",
      "a_word_that_has_not_changed_for_a_while_is_nobodys_any_more"),
  A_RESTART_OF_BEFORE_ENDED_ITS_SESSIONS(
      "rds/ClosedInstances",
      ".filter(it -> !it.isBefore(closed.get()))",
      ".filter(_ -> closed.isPresent())",
      "rds.ShutInstanceTest",
      "sessions_of_before_last_until_it_is_restarted"),
  A_REPLICA_OF_ANOTHER_FOLLOWS(
      "rds/RdsReplication",
      "return RdsStatus.source(replica).equals(Optional.ofNullable(source.dbInstanceArn()));",
      "return RdsStatus.source(replica).isPresent();",
      "rds.ReplicationGoalTest",
      "what_follows_nobody_or_another_does_not_follow_the_writer"),
  WHAT_ANOTHER_INSTANCE_WAS_READ_FOR_COUNTS(
      "rds/LeftInstances",
      "RdsStatus.tag(instance, READ_OF).filter(identity(instance)::equals).isPresent();",
      "RdsStatus.tag(instance, READ_OF).isPresent();",
      "rds.LeftReadingTest",
      "tags_of_another_instance_tell_nothing"),
  A_DENIAL_IS_SILENCE(
      "rds/FenceByApi",
      "if (!failed.problem().code().isSilence()) {",
      "if (unanswered == null) {",
      "rds.ApiFenceTest",
      "silence_is_asked_again_and_the_third_time_a_person_decides"),
  A_LEASE_OF_ANY_EPOCH_WAS_LEFT(
      "guard/LeftLease",
      ".filter(it -> it.holder().equals(writer.writer()) && it.epoch() == writer.epoch())",
      ".filter(it -> it.holder().equals(writer.writer()))",
      "rds.ApiFenceTest",
      "a_lease_of_another_region_or_writer_is_nobodys_here"),
  TASKS_OF_THE_SAME_MOMENT_READ_THE_NEW_SECRET(
      "ecs/EcsBinding",
      "return deployment.createdAt().isAfter(changed);",
      "return !deployment.createdAt().isBefore(changed);",
      "ecs.SecretLabelTest",
      "tasks_that_were_started_before_the_last_change_of_any_secret_may_have_read_the_old_one"),
  THROTTLED_IS_REFUSED(
      "AwsFailure",
      "if (answer.isThrottlingException()",
      "if (false",
      "AwsFailureTest",
      "each_answer_has_its_problem");

  private final WitnessedLine line;

  AwsMutant(String type, String line, String changed, String tests, String method) {
    this.line =
        new WitnessedLine(
            new ChangedLine("aws/" + type, line, changed), "dev.lifeboat.aws." + tests, method);
  }

  WitnessedLine line() {
    return line;
  }
}
