package dev.lifeboat.agent.api;

import dev.lifeboat.guard.RefusalLog;
import dev.lifeboat.guard.vote.EpochBound;
import dev.lifeboat.guard.vote.NamedClock;
import dev.lifeboat.guard.vote.Votes;
import dev.lifeboat.lease.Release;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.JsonAnswer;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.Request;
import java.io.IOException;

/// The requests that concern the votes. A vote that is refused is an answer, not a failure.
///
/// @param clock by which the votes count
/// @param refusals of epochs that came too late
public record VoteApi(Votes votes, NamedClock clock, RefusalLog refusals) {

  /// A keeper asks for its own region; a controller for the one that it moves the writer to.
  JsonAnswer answer(Request request) throws IOException {
    var by = request.require(Caller.Kind.KEEPER, Caller.Kind.CONTROLLER);
    var asked = request.json(VoteRequest.class);
    requireNamed(request, asked.workload());
    if (by.kind() == Caller.Kind.CONTROLLER) {
      return told(request, asked, votes.answer(asked, EpochBound.OF_A_CONTROLLER));
    }
    requireHolder(by, asked);
    return told(request, asked, votes.answer(asked, EpochBound.OF_A_KEEPER));
  }

  /// A lease is handed back by its holder; who is dead is told by a controller.
  JsonAnswer release(Request request) throws IOException {
    var by = request.require(Caller.Kind.KEEPER, Caller.Kind.CONTROLLER);
    var asked = request.json(ReleaseRequest.class);
    requireNamed(request, asked.lease().workload());
    switch (asked.why()) {
      case Release.HandedBack() -> requireHolder(by, asked.lease());
      case Release.DeathProven _ -> {
        var _ = request.require(Caller.Kind.CONTROLLER);
      }
    }
    return told(request, asked.lease(), votes.release(asked));
  }

  JsonAnswer withhold(Request request) throws IOException {
    var _ = request.require(Caller.Kind.CONTROLLER);
    var asked = request.json(VoteRequest.class);
    requireNamed(request, asked.workload());
    return JsonAnswer.ok(votes.withhold(asked));
  }

  JsonAnswer status(Request request) throws IOException {
    return JsonAnswer.ok(votes.status(request.name()));
  }

  private JsonAnswer told(Request request, VoteRequest asked, VoteReply reply) throws IOException {
    if (reply instanceof VoteReply.Refused(var highest, var holder, var why)) {
      refusals.add(
          request.what(),
          asked.epoch(),
          highest,
          "asked by %s, highest held by '%s': %s".formatted(asked.holder(), holder, why));
    }
    return JsonAnswer.ok(reply);
  }

  private static void requireHolder(Caller by, VoteRequest lease) throws RefusedException {
    if (!by.equals(new Caller(Caller.Kind.KEEPER, lease.holder()))) {
      throw new RefusedException(
          403,
          Code.LB3012,
          "the lease of %s in %s is not that of %s"
              .formatted(lease.workload(), lease.holder(), by));
    }
  }

  private static void requireNamed(Request request, String workload) throws RefusedException {
    if (!request.name().equals(workload)) {
      throw new RefusedException(
          400,
          Code.LB1008,
          "the path names workload '%s', the body '%s'".formatted(request.name(), workload));
    }
  }
}
