package dev.lifeboat.lab.drill;

import dev.lifeboat.drill.Loan;
import dev.lifeboat.drill.LoanStatus;
import dev.lifeboat.drill.Loans;
import dev.lifeboat.drill.RegionReads;
import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.lab.frontdoor.FrontDoorClient;
import dev.lifeboat.lab.frontdoor.LentReads;
import dev.lifeboat.lab.frontdoor.ReadsView;
import dev.lifeboat.lab.frontdoor.Table;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A share of the reads that the front door of a lab sends to the recovery region.
///
/// Every table here carries the epoch that is in force, so that a run which claims the workload
/// meanwhile puts its own over it, and a loan after that is refused.
record LabLoan(LabClients clients, Plan plan, Workload workload) implements Loans {
  // The front door cuts off what takes longer by itself.
  private static final Wait DRAIN = new Wait(Duration.ofSeconds(15), Duration.ofMillis(20));

  private Traffic traffic() {
    return workload.resources(Traffic.class).getFirst();
  }

  private FrontDoorClient door() {
    return clients.door(traffic().name());
  }

  @Override
  public void begin(Loan loan) throws InterruptedException, ProblemException {
    try {
      requireServing();
      var table = door().table();
      if (!goesOn(table, loan)) {
        door().put(table.lending(reads(loan), Table.State.OPEN));
      }
    } catch (EpochRefusedException stale) {
      throw Problem.lasting(
              Code.LB3002,
              "the reads could not be lent: " + stale.why(),
              "another run has gone on since; no client was sent anywhere else",
              "see 'lifeboat runs'")
          .asException(stale);
    } catch (IOException | IllegalArgumentException failed) {
      throw unanswered("the reads could not be lent", failed);
    }
  }

  private static boolean goesOn(Table table, Loan loan) {
    var lent = table.lent();
    return lent != null && lent.id().equals(loan.id());
  }

  private LentReads reads(Loan loan) {
    return new LentReads(
        loan.id(),
        plan.recovery().name(),
        loan.percent(),
        loan.maxErrorsPerMille(),
        loan.maxLatency().toMillis(),
        loan.longest().toMillis(),
        null);
  }

  private void requireServing() throws IOException, InterruptedException, ProblemException {
    var region = plan.recovery().name();
    var unit = clients.agent(region).state().units().get(traffic().to());
    if (unit == null || unit.wanted() == 0 || unit.healthyCount() < unit.wanted()) {
      throw ProblemException.passing(
          Code.LB2010,
          "%d of %d instances of '%s' in %s are healthy"
              .formatted(
                  unit == null ? 0 : unit.healthyCount(),
                  unit == null ? 0 : unit.wanted(),
                  traffic().to(),
                  region),
          "clients would be refused there; none was sent",
          "see 'lifeboat lab status'");
    }
  }

  @Override
  public LoanStatus look(Loan loan) throws InterruptedException, ProblemException {
    try {
      var lent = door().table().lent();
      var view = door().reads();
      var over =
          lent == null || !lent.id().equals(loan.id())
              ? Optional.of("another run has changed the routes")
              : Optional.ofNullable(lent.stopped());
      return new LoanStatus(
          view.lasts(), over, of(view, plan.primary().name()), of(view, plan.recovery().name()));
    } catch (IOException silent) {
      throw unanswered("how the reads fare is not known", silent);
    }
  }

  private static RegionReads of(ReadsView view, String region) {
    var seen = view.regions().get(region);
    return seen == null
        ? RegionReads.NONE
        : new RegionReads(
            seen.requests(), seen.failed(), seen.slow(), seen.medianMillis(), seen.slowestMillis());
  }

  @Override
  public void end(Loan loan) throws InterruptedException, ProblemException {
    try {
      var table = door().table();
      var lent = table.lent();
      if (!goesOn(table, loan) || lent == null) {
        return;
      }
      if (lent.stopped() == null) {
        door().put(table.lending(lent.stopped(Loan.TAKEN_BACK), Table.State.DRAINING));
      }
      // What is under way is answered first; then the front door closes the region by itself.
      var region = plan.recovery().name();
      boolean _ = DRAIN.until(() -> door().table().stateOf(region) != Table.State.DRAINING);
    } catch (EpochRefusedException stale) {
      return; // The run that came between has put a table without it.
    } catch (IOException silent) {
      throw unanswered("the reads could not be taken back", silent);
    }
  }

  private static ProblemException unanswered(String what, Exception cause) {
    return Problem.passing(
            Code.LB2002,
            "%s: %s".formatted(what, FailureWords.of(cause)),
            "the front door takes them back by itself",
            "see 'lifeboat lab status'")
        .asException(cause);
  }
}
