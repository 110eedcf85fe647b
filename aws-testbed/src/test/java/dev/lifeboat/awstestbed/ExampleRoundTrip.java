package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.plan.Database;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import java.util.Map;

/// A shipped example that is left, protected again, brought home, and left again.
///
/// By a guard its home region is lost and stays silent. By the API that region answers, and only
/// its users are lost: no planned move is possible then, so that the way home is a failover too.
public record ExampleRoundTrip(TestBed bed, ShippedExample example) {
  private static final int PORT = 8080;

  /// Goes all the way, and fails where something is not as it must be.
  ///
  /// @param folder of its own
  public void go(Path folder) throws Exception {
    var account = new ExampleAccount(bed, example, folder);
    try {
      var plan = account.plan();
      var home = plan.primary().name();
      var away = plan.recovery().name();
      account.create(Map.of(home, "10.1.0.7", away, "10.0.0.7"), PORT);
      account.adopt();
      account.stores().upload(home, "kept", "from home");
      assertThat(account.stores().has(away, "kept")).isTrue();
      int before = bed.gate().calls().size();
      var moves = Moves.approved(account, folder);
      if (isByGuard(account)) {
        byGuard(account, moves);
      } else {
        byApi(account, moves, new CommandLineProcess(bed, folder.resolve("state")));
      }
      assertThat(account.stores().has(away, "again")).isTrue();
      new Allowed(IamPolicy.of(plan, IamPolicy.Use.EXECUTE, "*"))
          .assertCovers(bed.gate().callsSince(before));
    } finally {
      account.end();
    }
  }

  private static boolean isByGuard(ExampleAccount account) {
    return FenceChoice.of(account.workload().resources(Database.class).getFirst()).isByGuard();
  }

  private void byGuard(ExampleAccount account, Moves moves) throws Exception {
    var home = account.plan().primary().name();
    var away = account.plan().recovery().name();
    account.guard(home);
    account.guard(away);
    account.awaitLease(home);
    account.awaitWord(away);
    account.assertServedFrom(home);
    account.lose(home, Cut.REFUSE);

    moves.move(Mode.FAILOVER, away);

    account.assertServedFrom(away);
    bed.gate().mend();
    account.awaitLease(away);
    account.guard(home);
    moves.reprotect(away);
    assertSetAside(account, home, 3);
    moves.move(Mode.FAILBACK, home);
    account.assertServedFrom(home);
    again(account, home);
    account.awaitLease(home);
    account.lose(home, Cut.REFUSE);
    moves.move(Mode.FAILOVER, away);
    account.assertServedFrom(away);
    bed.gate().mend();
  }

  private static void byApi(ExampleAccount account, Moves moves, CommandLineProcess lifeboat)
      throws Exception {
    var home = account.plan().primary().name();
    var away = account.plan().recovery().name();
    account.assertServedFrom(home);
    var groups = account.instance(home).orElseThrow().vpcSecurityGroups();

    moves.move(Mode.FAILOVER, away);

    account.assertServedFrom(away);
    moves.reprotect(away);
    assertSetAside(account, home, 3);
    assertThat(account.instance(home).orElseThrow().vpcSecurityGroups()).isEqualTo(groups);
    var planned = lifeboat.run("failback", account.file(), "--confirm", account.plan().name());
    assertThat(planned.exitCode()).as("%s", planned).isEqualTo(3);
    assertThat(planned.err()).contains("nobody tells when the replica of");
    moves.move(Mode.FAILOVER, home);
    account.assertServedFrom(home);
    moves.reprotect(home);
    assertSetAside(account, away, 5);
    again(account, home);
    moves.move(Mode.FAILOVER, away);
    account.assertServedFrom(away);
  }

  /// Users go on at home.
  private static void again(ExampleAccount account, String home) {
    account.stores().upload(home, "again", "from home");
    assertThat(account.stores().has(account.plan().pair().otherThan(home), "again")).isTrue();
  }

  private static void assertSetAside(ExampleAccount account, String region, int epoch) {
    var name = account.instance(region).orElseThrow().dbInstanceIdentifier();
    assertThat(account.instances(region)).containsExactly(name, name + "-before-e" + epoch);
  }
}
