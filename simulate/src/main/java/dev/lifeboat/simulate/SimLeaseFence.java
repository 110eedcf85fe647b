package dev.lifeboat.simulate;

import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Asks both voters outside a region to renew nothing for it, and then to vote for the other one,
/// until both do or the time is over.
final class SimLeaseFence {
  private static final long PAUSE = 100_000_000L;

  private final SimWorld world;
  private final SimProgram program;
  private final List<SimVoter> voters;
  private final VoteRequest request;
  private final Duration until;
  private final Set<SimSite> granted = EnumSet.noneOf(SimSite.class);
  private boolean overtaken;

  /// How it ended.
  enum Outcome {
    GRANTED,
    NOT_IN_TIME,
    HIGHER_EPOCH
  }

  SimLeaseFence(SimWorld world, SimProgram program, SimRegion old, long epoch, Duration until) {
    this.world = world;
    this.program = program;
    this.voters = world.votersOutside(old);
    this.request = new VoteRequest(world.workload(), epoch, world.region(1 - old.index).name());
    this.until = until;
  }

  /// @param back told once, unless the controller's process is gone
  void begin(Consumer<Outcome> back) {
    if (granted.size() == voters.size()) {
      back.accept(Outcome.GRANTED);
    } else if (overtaken) {
      back.accept(Outcome.HIGHER_EPOCH);
    } else if (world.now() >= until.toNanos()) {
      back.accept(Outcome.NOT_IN_TIME);
    } else {
      for (var voter : voters) {
        world.calls.voter(voter, () -> voter.withhold(request.epoch()), _ -> {});
        world.calls.voter(
            voter, () -> voter.answer(request), program.hears(reply -> heard(voter, reply)));
      }
      world.agenda.after(PAUSE, program.own(() -> begin(back)));
    }
  }

  private void heard(SimVoter voter, VoteReply reply) {
    switch (reply) {
      case VoteReply.Granted _ -> granted.add(voter.target.site());
      case VoteReply.Refused(var highest, _, _) -> overtaken |= highest > request.epoch();
      case VoteReply.Wait _, VoteReply.Ended _ -> {}
    }
  }
}
