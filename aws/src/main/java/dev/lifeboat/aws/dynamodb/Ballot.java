package dev.lifeboat.aws.dynamodb;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.lease.Voter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of one workload in a table of votes, as one client has seen it.
///
/// A table has no clock. What it says of time is `heard`, which each grant changes and nothing
/// else: a client that has looked at the same `heard` for a whole wait, on its own clock, knows
/// that the lease was not renewed for so long. So the wait begins when the client first saw that
/// value, which is later than the grant was.
///
/// How long that wait is, the holder says: the item has the length of its lease. So a client that
/// goes by another plan, or by an older one, waits long enough all the same.
///
/// @param mark of the last write; empty if there is no item
/// @param heard of the last grant; empty if there is no item
/// @param voter what it would answer, with the times of this client's clock
record Ballot(Optional<AttributeValue> mark, Optional<AttributeValue> heard, Voter voter) {
  private static final String WORKLOAD = "workload";
  private static final String EPOCH = "epoch";
  private static final String HOLDER = "holder";
  private static final String ENDED = "ended";
  private static final String PLEDGED = "pledged";
  private static final String HEARD = "heard";
  private static final String LENGTH = "length";
  private static final String BY_VOTES = "byVotes";

  /// What an item that was read `now` says.
  ///
  /// @param item empty if there is none: a lost one looks the same, so it binds for a wait as well
  /// @param before what was seen last, if anything was
  /// @throws IllegalArgumentException when the item lacks something
  static Ballot read(Item item, Optional<Ballot> before, LeaseTerms terms, Duration now) {
    if (item.isEmpty()) {
      return before
          .filter(known -> known.heard().isEmpty())
          .orElseGet(() ->
              new Ballot(
                  Optional.empty(),
                  Optional.empty(),
                  Voter.restarted(Optional.empty(), terms, now)));
    }
    var heard = Optional.of(item.value(HEARD));
    var heardAt =
        before
            .filter(known -> known.heard().equals(heard))
            .map(known -> known.voter().heardAt())
            .orElse(now);
    return new Ballot(
        Optional.of(item.value(WriteToken.ATTRIBUTE)),
        heard,
        new Voter(
            terms.atLeast(length(item)),
            Optional.of(vote(item)),
            item.value(ENDED).bool(),
            heardAt,
            heardAt,
            item.number(PLEDGED)));
  }

  /// Zero where a release wrote it that did not tell.
  private static Duration length(Item item) {
    return item.find(LENGTH).isPresent() ? Duration.ofMillis(item.number(LENGTH)) : Duration.ZERO;
  }

  private static Vote vote(Item item) {
    return new Vote(item.text(WORKLOAD), item.number(EPOCH), item.text(HOLDER), byVotes(item));
  }

  /// Empty where a release wrote it that did not tell.
  private static Map<String, Long> byVotes(Item item) {
    var byVotes = new Item(item.find(BY_VOTES).map(AttributeValue::m).orElse(Map.of()));
    var epochs = new TreeMap<String, Long>();
    byVotes.attributes().keySet().forEach(region -> epochs.put(region, byVotes.number(region)));
    return epochs;
  }

  /// This item after `next` was granted by the write that is marked so.
  ///
  /// @param terms of who asked; a holder that held a longer lease before is still waited for that
  ///   long, since it may have two guards
  Ballot granted(Voter next, LeaseTerms terms, WriteToken write) {
    var mark = Optional.of(write.value());
    return new Ballot(mark, mark, holder(next).equals(holder(voter)) ? next : next.under(terms));
  }

  private static Optional<String> holder(Voter voter) {
    return voter.vote().map(Vote::holder);
  }

  /// This item after a change that grants nothing.
  Ballot changed(Voter next, WriteToken write) {
    return new Ballot(Optional.of(write.value()), heard, next);
  }

  /// As it is kept.
  ///
  /// @throws IllegalStateException when nothing was ever granted
  Item item() {
    var vote = voter.vote().orElseThrow(() -> new IllegalStateException("nothing was granted yet"));
    var item =
        Item.of(WORKLOAD, vote.workload())
            .with(EPOCH, vote.epoch())
            .with(HOLDER, vote.holder())
            .with(ENDED, AttributeValue.fromBool(voter.ended()))
            .with(PLEDGED, voter.pledged())
            .with(LENGTH, voter.terms().length().toMillis())
            .with(HEARD, heard.orElseThrow())
            .with(WriteToken.ATTRIBUTE, mark.orElseThrow());
    if (vote.byVotes().isEmpty()) {
      return item;
    }
    var byVotes = Item.EMPTY;
    for (var epoch : vote.byVotes().entrySet()) {
      byVotes = byVotes.with(epoch.getKey(), epoch.getValue());
    }
    return item.with(BY_VOTES, AttributeValue.fromM(byVotes.attributes()));
  }
}
