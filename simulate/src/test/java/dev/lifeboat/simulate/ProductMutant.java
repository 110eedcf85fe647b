package dev.lifeboat.simulate;

import dev.lifeboat.mutation.ChangedLine;

/// One changed line of a class of the product that the simulator runs.
///
/// What breaks when it is changed is said by its name: the rule that is missing then.
enum ProductMutant {
  A_VOTER_FORGETS_NOTHING_BY_RESTARTING(
      "lease/Voter",
      "return new Voter(terms, durable, false, now, now.plus(terms.voterWait()), 0);",
      "return new Voter(terms, durable, false, now.minus(terms.voterWait()), now, 0);"),
  A_VOTE_BINDS_FOR_NO_TIME(
      "lease/Voter", "return heardAt.plus(terms.voterWait());", "return heardAt;"),
  A_LOWER_EPOCH_IS_GRANTED(
      "lease/Voter", "if (request.epoch() < known.epoch()) {", "if (request.epoch() < 0) {"),
  THE_NEWEST_VOTE_COUNTS_FOR_TWO("lease/LeaseHolder", "return second;", "return newest;"),
  ONE_VOTE_IS_ENOUGH("lease/LeaseHolder", "if (sent.size() < MAJORITY) {", "if (sent.isEmpty()) {"),
  THE_HOLDER_STOPS_TOO_LATE(
      "lease/LeaseHolder",
      ".map(until -> until.minus(terms.selfFence()).minus(now))",
      ".map(until -> until.minus(now))"),
  A_VOTE_COUNTS_FROM_ITS_RECEIPT(
      "lease/KeptLease",
      "? held.holder().granted(voter, epoch, sentAt)",
      "? held.holder().granted(voter, epoch, now)"),
  A_WORD_IS_TOLD_AS_VOTES(
      "lease/KeptLease",
      "intention.epoch() == it.epoch() && intention.byVotes()",
      "intention.epoch() == it.epoch()"),
  A_WORD_IS_REMEMBERED_AS_VOTES(
      "lease/KeptLease",
      "return kept(new Asking(held.holder(), true, held.replies(), word), held.epoch(), false);",
      "return kept(new Asking(held.holder(), true, held.replies(), word), held.epoch(), true);"),
  GATEWAYS_ARE_NOT_WAITED_FOR(
      "lease/Passes",
      "return until.compareTo(now) > 0 ? until.minus(now) : Duration.ZERO;",
      "return Duration.ZERO;"),
  A_WORD_IS_NO_MATTER_FOR_THE_PROOF(
      "lease/LeaseProof", "return !writer || byVotes", "return !writer || !said.isEmpty()"),
  EVERY_REGION_IS_SAID_TO_LIVE_BY_VOTES(
      "lease/Vote",
      "return byVotes.getOrDefault(region, 0L) >= least;",
      "return byVotes.getOrDefault(region, 0L) >= 0;"),
  AN_EARLIER_WRITER_WAS_FOLLOWED(
      "placement/CandidateRule",
      "return copy.map(FollowRecord::epoch).filter(epoch -> epoch == writer).isPresent();",
      "return copy.map(FollowRecord::epoch).filter(epoch -> epoch <= writer).isPresent();"),
  SWITCH_POINTS_ARE_NOT_COMPARED(
      "ledger/LogHistory", "if (last || here.at() != there.at()) {", "if (last) {"),
  A_TIMELINE_THAT_WAS_LEFT_IS_WHOLE(
      "ledger/LogHistory",
      "leg == mine.size() - 1 && here.at() <= there.at());",
      "here.at() <= there.at());"),
  THE_FORK_IS_WHERE_OURS_ENDS(
      "ledger/LogHistory", "Math.min(here.at(), there.at()),", "here.at(),"),
  EQUAL_HISTORIES_ARE_ONE(
      "ledger/LogFork", "return new LogFork(began, timeline, began, false);", "return this;");

  private final ChangedLine line;

  ProductMutant(String type, String line, String changed) {
    this.line = new ChangedLine(type, line, changed);
  }

  ChangedLine line() {
    return line;
  }
}
