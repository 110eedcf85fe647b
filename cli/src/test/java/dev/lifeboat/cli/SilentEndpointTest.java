package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Commands that ask an account before they tell anything of their own.
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

  /// Goal: nobody at a screen is left without a word for more than two seconds.
  ///
  /// Method: an endpoint takes each call and never answers; every command has a screen of its own,
  /// and is ended once it would have spoken several times.
  @Test
  void each_says_that_it_is_still_at_work_while_nobody_answers_it() throws Exception {
    try (var checkout = new BuiltCheckout(true);
        var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var place = checkout.folder("account");
      Files.copy(PLAN, place.resolve("lifeboat.yaml"));
      // Else the one of the checkout would be found, which is somebody else's.
      var state = Files.createDirectory(place.resolve(".lifeboat"));
      Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
      checkout.own(place);
      var line = new StringBuilder("export AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b");
      line.append(" AWS_ENDPOINT_URL=http://127.0.0.1:").append(silent.getLocalPort()).append('\n');
      for (int i = 0; i < COMMANDS.size(); i++) {
        line.append("timeout 20 script -qefc \"$lifeboat ")
            .append(COMMANDS.get(i))
            .append("\" told-")
            .append(i)
            .append(" >/dev/null </dev/null &\n");
      }
      checkout.sh(place, line + "wait");

      for (int i = 0; i < COMMANDS.size(); i++) {
        assertThat(Files.readString(place.resolve("told-" + i)))
            .as(COMMANDS.get(i))
            .contains(COMMANDS.get(i).split(" ")[0] + " is still at work");
      }
    }
  }
}
