package dev.lifeboat.lab.standin;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.wire.Program;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The program: `StandInMain HOST:PORT HEALTH READY VARIABLE…`, with the paths that a service of
/// the plan answers, and what the variables of each database begin with that it uses.
public final class StandInMain {
  /// Those before the databases.
  private static final int OWN = 3;

  private StandInMain() {}

  @SuppressWarnings("resource") // Lives as long as the process.
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < OWN) {
      throw new IllegalArgumentException("HOST:PORT HEALTH READY are needed");
    }
    Program.answerAtOnce();
    var listen = HostPort.parse(arguments[0]);
    var databases = databases(List.of(arguments).subList(OWN, arguments.length), System.getenv());
    var _ = listen.bind(() -> StandIn.open(listen, arguments[1], arguments[2], databases));
    System.err.println("stand-in: up at " + Arrays.toString(arguments));
  }

  private static List<KeptSession> databases(List<String> variables, Map<String, String> given) {
    return variables.stream().map(it -> KeptSession.in(given, it)).toList();
  }
}
