package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Commands that ask an account before they tell anything of their own. It takes each call and
/// never answers.
final class SilentEndpointTest {
  private static final Path PLAN =
      Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");

  private static final List<String> COMMANDS =
      List.of(
          "failover lifeboat.yaml",
          "failover lifeboat.yaml --dry-run",
          "watch lifeboat.yaml --pause disks --for 30m",
          "resume 20261119-080000-aaaa --plan lifeboat.yaml",
          "resume 20261119-080000-aaaa --plan lifeboat.yaml --drop-claim gone --confirm dr-lab");

  private record Stop(String command, String signal, int exitCode) {}

  private static final List<Stop> STOPS =
      List.of(
          new Stop("status lifeboat.yaml", "HUP", 129),
          new Stop("check lifeboat.yaml", "INT", 130),
          new Stop("failover lifeboat.yaml --dry-run", "TERM", 143),
          new Stop("failover lifeboat.yaml", "TERM", 143));

  private static final Pattern STILL = Pattern.compile("([\\d.]+) s +waiting +still");

  private BuiltCheckout checkout;
  private ServerSocket silent;
  private Path place;

  @BeforeEach
  void make_an_account() throws Exception {
    checkout = new BuiltCheckout(true);
    silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    place = checkout.folder("account");
    Files.copy(PLAN, place.resolve("lifeboat.yaml"));
    // Else the one of the checkout would be found, which is somebody else's.
    var state = Files.createDirectory(place.resolve(".lifeboat"));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
    checkout.own(place);
  }

  @AfterEach
  void remove() throws Exception {
    silent.close();
    checkout.close();
  }

  /// Goal: nobody at a screen is left without a word for more than two seconds.
  ///
  /// Method: every command has a screen of its own, and is ended once it would have spoken several
  /// times. None of its lines is later than that by the clock in them.
  @Test
  void each_says_that_it_is_still_at_work_while_nobody_answers_it() throws Exception {
    var lines = new StringBuilder();
    for (int i = 0; i < COMMANDS.size(); i++) {
      lines
          .append("timeout 20 script -qefc \"$lifeboat ")
          .append(COMMANDS.get(i))
          .append("\" told-")
          .append(i)
          .append(" >/dev/null </dev/null &\n");
    }
    sh(lines + "wait");

    for (int i = 0; i < COMMANDS.size(); i++) {
      var told = told("told-" + i);
      assertThat(told).contains(COMMANDS.get(i).split(" ")[0] + " is still at work");
      double last = 0;
      for (var line : STILL.matcher(told).results().toList()) {
        double at = Double.parseDouble(line.group(1));
        assertThat(at - last).as(told).isLessThanOrEqualTo(2);
        last = at;
      }
    }
  }

  /// Goal: what is stopped leaves one document with `--json`, and it has the exit code in it.
  ///
  /// Method: it is stopped once it says that it is at work; what runs in the background has Ctrl-C
  /// and hang-ups switched off, so they are switched on.
  @Test
  void what_is_stopped_leaves_one_document_with_the_code_of_the_signal() throws Exception {
    var lines = new StringBuilder();
    for (int i = 0; i < STOPS.size(); i++) {
      lines.append(
          """
          {
            env --default-signal=HUP,INT $lifeboat %s --json >told-%2$d 2>talk-%2$d &
            until grep -q "still at work" talk-%2$d || ! kill -0 $!; do sleep 0.1; done
            kill -%3$s $!
            wait $!
            echo $? >code-%2$d
          } &
          """
              .formatted(STOPS.get(i).command(), i, STOPS.get(i).signal()));
    }
    sh(lines + "wait");

    for (int i = 0; i < STOPS.size(); i++) {
      var stop = STOPS.get(i);
      assertThat(told("code-" + i)).as(stop + told("talk-" + i)).isEqualTo(stop.exitCode() + "\n");
      var document = new Invocation(stop.exitCode(), told("told-" + i), "").json();
      assertThat(Schemas.mistakes(document)).isEmpty();
      assertThat(document.path("code").asString()).as("%s", stop).isEqualTo("INTERRUPTED");
      assertThat(document.path("exitCode").asInt()).as("%s", stop).isEqualTo(stop.exitCode());
    }
  }

  private void sh(String lines) throws Exception {
    checkout.sh(
        place,
        "export AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b AWS_ENDPOINT_URL=http://127.0.0.1:%d\n%s"
            .formatted(silent.getLocalPort(), lines));
  }

  private String told(String file) throws Exception {
    return Files.readString(place.resolve(file));
  }
}
