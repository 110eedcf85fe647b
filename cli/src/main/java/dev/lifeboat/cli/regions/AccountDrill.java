package dev.lifeboat.cli.regions;

import dev.lifeboat.aws.drill.DrillRules;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.DrillRequest;
import dev.lifeboat.control.DrilledRegions;
import dev.lifeboat.control.ProgressListener;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.scenario.Scenario;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A drill in regions of AWS, which users depend on: only what a plan names can be broken, and only
/// by a name that is typed.
final class AccountDrill implements DrilledRegions {
  private final Accounts accounts;
  private final DrillWish wish;
  private @Nullable Platform reached;

  AccountDrill(Accounts accounts, DrillWish wish) {
    this.accounts = accounts;
    this.wish = wish;
  }

  private Plan plan() {
    return wish.file().plan();
  }

  private DrillRules rules() {
    return new DrillRules(plan(), wish.drilled(), scenario());
  }

  private Scenario scenario() {
    if (wish.drill() instanceof DrillRequest.Break(var scenario)) {
      return scenario;
    }
    throw new IllegalStateException("no drill of an account: " + wish.drill().typed());
  }

  /// @throws ProblemException as [DrillRules]
  @Override
  public void require() throws ProblemException {
    var rules = rules();
    rules.require();
    var databases = wish.drilled().resources(Database.class);
    rules.requireLogin(DrillLogins.in(System.getenv(), databases).keySet());
  }

  @Override
  public Platform begin(ProgressListener progress) throws InterruptedException, ProblemException {
    var account = accounts.required(wish.file());
    reached = account;
    confirm();
    return account;
  }

  @Override
  public boolean stay(boolean keep) {
    return true;
  }

  @Override
  public void end(boolean keep) {
    if (reached != null) {
      reached.close();
    }
  }

  private void confirm() throws InterruptedException, ProblemException {
    var rules = rules();
    var breaks = rules.breaks();
    wish.name()
        .ask(
            wish.terminal(),
            () ->
                Stream.of(
                        Stream.of(breaks),
                        rules.costs().stream(),
                        wish.drilled().routine().outOfHours(Terminal.now()).stream())
                    .flatMap(it -> it)
                    .toList(),
            "a drill of '%s' is held with its users, and nobody is there to confirm it: %s"
                .formatted(plan().name(), breaks),
            "nothing was broken",
            "use --confirm " + plan().name());
  }
}
