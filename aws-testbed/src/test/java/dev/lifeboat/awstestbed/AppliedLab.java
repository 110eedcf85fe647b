package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.cli.terminal.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An example in an account that its own stack made, and the commands that a user of it types. Its
/// guards see of their databases what the account shows; all else of them is real.
public final class AppliedLab {
  private static final int MOST_LOOKS = 20;

  private final TestBed bed;
  private final Path folder;
  private final LabStack lab;
  private final ExampleAccount account;
  private final String home;
  private final String away;
  private final CommandLineProcess lifeboat;
  private boolean provisioned;

  /// Applied, and served at home.
  ///
  /// @param folder of its own
  AppliedLab(TestBed bed, LabStack lab, Path folder) throws Exception {
    this.bed = bed;
    this.folder = folder;
    this.lab = lab;
    this.account =
        new ExampleAccount(
            bed,
            lab.example(),
            Optional.empty(),
            lab,
            Files.createDirectory(folder.resolve("made")));
    this.home = account.plan().primary().name();
    this.away = account.plan().recovery().name();
    account.serveApplied();
    this.lifeboat = new CommandLineProcess(bed, Files.createDirectory(folder.resolve("state")));
  }

  /// The warm standby's.
  public static AppliedLab of(CdkLab lab) throws Exception {
    return new AppliedLab(lab.bed(), lab, lab.folder());
  }

  /// The pilot light's.
  public static AppliedLab of(TerraformLab lab) throws Exception {
    return new AppliedLab(lab.bed(), lab, lab.folder());
  }

  /// All of it, once: the way there and back, and the removal.
  ///
  /// @return what is left, each as a region, a kind and a name
  public List<String> travelAndEnd() throws Exception {
    try {
      travel();
      unprovision();
      return remove();
    } finally {
      end();
    }
  }

  /// From provision to the second failover: the region is lost twice.
  private void travel() throws Exception {
    provision();
    loseHome();
    types("failover");
    account.assertServedFrom(away);
    account.stores().upload(away, "meanwhile", "from away");
    healHome();
    types("reprotect");
    types("failback");
    account.assertServedFrom(home);
    assertThat(account.stores().has(home, "meanwhile")).as("it came home").isTrue();
    account.stores().upload(home, "again", "from home");
    assertThat(account.stores().has(away, "again")).isTrue();
    account.awaitLease(home);
    loseHome();
    types("failover");
    account.assertServedFrom(away);
    bed.gate().mend();
  }

  /// What Lifeboat needs, and the guards, until a check finds nothing in the way.
  private void provision() throws Exception {
    var words = new ArrayList<Object>(List.of("provision", account.file()));
    words.addAll(lab.values());
    // The guards come after it, and who needs one is not ready before.
    ends(List.of(0, ExitCode.NOT_READY), words);
    provisioned = true;
    account.guard(home);
    account.guard(away);
    account.awaitLease(home);
    account.awaitWord(away);
    // A stack of the lab makes the rule of the way out alone.
    assertThat(awaitReady().out()).doesNotContain("put-bucket-replication");
    account.assertServedFrom(home);
    account.stores().upload(home, "kept", "from home");
    assertThat(account.stores().has(away, "kept")).isTrue();
  }

  /// CloudWatch measures each minute, and a busy bed does not answer each call in the time a check
  /// gives it.
  private CommandLineProcess.Ended awaitReady() throws Exception {
    CommandLineProcess.Ended check;
    int looks = 0;
    do {
      account.stores().measureAgain();
      check = lifeboat.run("check", account.file());
      assertThat(looks).as("%s", check).isLessThan(MOST_LOOKS);
      looks++;
    } while (check.exitCode() != 0);
    return check;
  }

  /// Types a command of one plan, which must do what it is for.
  private void types(String command) throws Exception {
    types(List.of(command, account.file()));
  }

  private void types(List<?> words) throws Exception {
    ends(List.of(0), words);
  }

  private void ends(List<Integer> exitCodes, List<?> words) throws Exception {
    var all = new ArrayList<Object>(words);
    all.addAll(List.of("--confirm", account.plan().name()));
    var typed = new ArrayList<String>();
    typed.add(AwsTerminal.file("aws-testbed/.venv/bin/python").toString());
    typed.add("-B");
    typed.add(AwsTerminal.file("aws-testbed/src/test/python/agree.py").toString());
    typed.add(lifeboat.launcher().toString());
    all.forEach(it -> typed.add(it.toString()));
    var ended = new AwsTerminal(bed, folder, Map.of()).run(typed.toArray(String[]::new));
    assertThat(ended.exitCode()).as("%s: %s", words, ended).isIn(exitCodes);
  }

  private void loseHome() throws Exception {
    account.lose(home, Cut.REFUSE);
  }

  private void healHome() throws Exception {
    bed.gate().mend();
    account.awaitLease(away);
    account.guard(home);
  }

  /// Nothing of Lifeboat is left but what its list says stays.
  private void unprovision() throws Exception {
    account.release(away);
    types("unprovision");
  }

  /// As its page has it.
  private List<String> remove() throws Exception {
    lab.remove();
    var regions = account.plan().regions().values().stream().map(AwsRegion::nameOf).toList();
    return AccountInventory.of(bed, folder, regions);
  }

  /// Nothing of it is asked any more.
  private void end() throws Exception {
    if (provisioned) {
      account.endProvisioned();
    }
    account.end();
  }
}
