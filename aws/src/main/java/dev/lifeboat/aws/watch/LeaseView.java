package dev.lifeboat.aws.watch;

import dev.lifeboat.guard.vote.Voters;
import dev.lifeboat.provider.Round;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the tables of votes outside the primary know of its lease. One that may still be bound is
/// enough for it to be held.
public record LeaseView(Voters voters, String workload, String primary) {

  Round.View look() throws InterruptedException {
    Map<String, String> silent = new LinkedHashMap<>();
    for (var voter : voters.outside(primary).entrySet()) {
      try {
        var status = voter.getValue().status(workload);
        boolean ofPrimary = status.vote().map(it -> it.holder().equals(primary)).orElse(true);
        if (status.bound() && ofPrimary) {
          return new Round.View.Up(voter.getKey() + " may still be bound to it");
        }
      } catch (IOException failed) {
        silent.put(voter.getKey(), String.valueOf(failed.getMessage()));
      }
    }
    return silent.isEmpty()
        ? new Round.View.Down("it has run out for all who vote outside")
        : new Round.View.Unknown("the votes cannot be asked: " + silent);
  }
}
