package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.ExampleAccount;
import dev.lifeboat.awstestbed.Moves;
import dev.lifeboat.awstestbed.ProvisionValues;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.StackThings;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/// `provision` after each move of a writer, from nothing to what `unprovision` leaves.
///
/// Goal: what a plan is given never undoes a move of it, and leaves nothing that it did not name.
/// Method: each thing is described by its own service; the state of before the move is applied
/// again after each one, since templates say nothing of where the writer is, and then users, writer
/// and placement are where the move had left them, and nothing that it did is told as drift; in the
/// end each thing is looked for again.
@Order(1)
@Timeout(900)
@ExtendWith(TestBed.InTests.class)
@ResourceLock(ShippedExample.WARM_STANDBY)
final class FollowedMovesTest {
  private static final String HOME = "primary";
  private static final String AWAY = "secondary";
  private static final int PORT = 8080;

  @TempDir Path folder;

  @Test
  void a_plan_is_given_what_it_needs_moved_three_times_and_leaves_what_was_listed(
      TestBed.Accounts accounts) throws Exception {
    round(accounts);
  }

  @RepeatedTest(10)
  @Tag("proof")
  void so_it_does_ten_times(TestBed.Accounts accounts) throws Exception {
    round(accounts);
  }

  private void round(TestBed.Accounts accounts) throws Exception {
    try (var bed = accounts.open()) {
      var account =
          new ExampleAccount(
              bed,
              ShippedExample.asItStands(ShippedExample.WITHOUT_GUARD),
              Files.createDirectory(folder.resolve("made")));
      account.createUnprovisioned(Map.of(HOME, "10.1.0.7", AWAY, "10.0.0.7"), PORT);
      try {
        round(bed, account);
      } finally {
        account.endProvisioned();
        account.end();
      }
    }
  }

  private void round(TestBed bed, ExampleAccount account) throws Exception {
    var lifeboat = new CommandLineProcess(bed, folder.resolve("state"));
    var provision = words(bed, account);
    var made = lifeboat.run(provision);
    assertThat(made.exitCode()).as("%s", made).isZero();
    assertThat(outlooks(made)).isNotEmpty().containsOnly("new");
    var things = StackThings.of(bed, folder, stacks(made));
    account.assertServedFrom(HOME);
    assertThat(leads(bed, provision)).isNotEmpty();

    var moves = Moves.approved(account, folder);
    moves.move(Mode.FAILOVER, AWAY);
    account.stores().measureAgain();
    assertFollowed(account, lifeboat.run(provision), moves, AWAY, ExitCode.NOT_READY);
    moves.reprotect(AWAY);
    for (var target : List.of(HOME, AWAY)) {
      moves.move(Mode.FAILOVER, target);
      moves.reprotect(target);
      account.stores().measureAgain();
      assertFollowed(account, lifeboat.run(provision), moves, target, 0);
    }

    var taken =
        lifeboat.run("unprovision", account.file(), "--confirm", account.plan().name(), "--json");
    assertThat(taken.exitCode()).as("%s", taken).isZero();
    assertThat(things.left(bed, folder).stream().map(FollowedMovesTest::thing))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(kept(taken));
    assertThat(leads(bed, provision)).isEmpty();
  }

  /// Names by which the zone that `provision` was given leads anybody.
  private static List<String> leads(TestBed bed, Object[] provision) {
    var zone =
        Stream.of(provision)
            .map(Object::toString)
            .filter(it -> it.startsWith("HostedZone="))
            .map(it -> it.substring("HostedZone=".length()))
            .findFirst()
            .orElseThrow();
    return bed
        .clients()
        .client(AwsApi.route53(), AwsClients.GLOBAL)
        .listResourceRecordSets(it -> it.hostedZoneId(zone))
        .resourceRecordSets()
        .stream()
        .filter(it -> it.type() != RRType.NS && it.type() != RRType.SOA)
        .map(ResourceRecordSet::name)
        .toList();
  }

  /// @param exitCode by which the check in its end says whether the writer has a replica again
  private static void assertFollowed(
      ExampleAccount account,
      CommandLineProcess.Ended again,
      Moves moves,
      String writer,
      int exitCode)
      throws Exception {
    assertThat(again.exitCode()).as("%s", again).isEqualTo(exitCode);
    assertThat(again.json().path("outcome").asString()).isEqualTo("same");
    assertThat(outlooks(again)).isNotEmpty().containsOnly("same");
    assertThat(again.json().path("drift")).as("%s", again).hasToString("[]");
    assertThat(again.json().path("driftUnknown")).as("%s", again).hasToString("[]");
    moves.assertMovedTo(writer);
    account.assertServedFrom(writer);
  }

  private static Object[] words(TestBed bed, ExampleAccount account) {
    var all = new ArrayList<Object>(List.of("provision", account.file(), "--json"));
    all.addAll(List.of("--confirm", account.plan().name()));
    all.addAll(ProvisionValues.ofWarmStandby(bed));
    return all.toArray();
  }

  private static List<String> outlooks(CommandLineProcess.Ended ended) {
    return ended
        .json()
        .path("stacks")
        .valueStream()
        .map(it -> it.path("outlook").asString())
        .toList();
  }

  private static List<String> stacks(CommandLineProcess.Ended made) {
    return made.json()
        .path("stacks")
        .valueStream()
        .map(it -> it.path("awsRegion").asString() + ":" + it.path("stack").asString())
        .toList();
  }

  /// Region, type and name of what the stacks alone have too is not looked for.
  private static List<String> kept(CommandLineProcess.Ended taken) {
    return taken
        .json()
        .path("parts")
        .valueStream()
        .filter(it -> it.path("kept").asBoolean() && it.path("stack").isString())
        .map(it ->
            "%s %s %s"
                .formatted(
                    it.path("type").asString(),
                    it.path("awsRegion").asString(),
                    it.path("name").asString()))
        .toList();
  }

  /// Without stack and logical name.
  private static String thing(String described) {
    return described.split(" ", 3)[2];
  }
}
