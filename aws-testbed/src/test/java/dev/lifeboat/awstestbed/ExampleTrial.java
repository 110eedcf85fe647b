package dev.lifeboat.awstestbed;

import dev.lifeboat.cli.terminal.ExitCode;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Goes through a shipped example in an emulated account, as a person would in one of his own: each
/// command is shown as it is typed, with what it says, and the first that fails ends it.
///
/// It is what `examples/*/try` starts.
public final class ExampleTrial {
  private static final int PORT = 8080;
  private static final int MOST_LOOKS = 5;

  /// Of MySQL nobody reads what the old writer has alone: its drill measures, and never passes.
  private static final int MISSED = 5;

  private final TriedExample example;
  private final CommandLineProcess lifeboat;
  private final PrintStream screen;

  private ExampleTrial(TriedExample example, CommandLineProcess lifeboat, PrintStream screen) {
    this.example = example;
    this.lifeboat = lifeboat;
    this.screen = screen;
  }

  /// `ExampleTrial EXAMPLE FOLDER`; whoever gives the folder removes it. The exit code is 0 when
  /// every command did what it is for.
  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[1]);
    // What it started ends with it, however it does.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() ->
                ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
    boolean done;
    try (var moto = MotoServer.start(AwsTerminal.file("aws-testbed"), 0);
        var bed = new TestBed(moto)) {
      var example = open(arguments[0], bed, folder);
      try {
        var lifeboat = new CommandLineProcess(bed, Files.createDirectory(folder.resolve("state")));
        done = new ExampleTrial(example, lifeboat, System.out).go();
      } finally {
        example.end();
      }
    }
    System.exit(done ? 0 : 1);
  }

  private static TriedExample open(String name, TestBed bed, Path folder) throws Exception {
    return switch (name) {
      case ShippedExample.PILOT_LIGHT -> new TriedPilotLight(bed, folder);
      case ShippedExample.WARM_STANDBY -> new TriedWarmStandby(bed, folder, PORT);
      default -> throw new IllegalArgumentException("no example to try: " + name);
    };
  }

  private boolean go() throws Exception {
    var plan = example.account().file();
    var name = example.account().plan().name();
    var confirm = List.of("--confirm", name);
    var provision = new ArrayList<Object>(List.of("provision", plan));
    provision.addAll(example.values());
    if (!types(provision, confirm)) {
      return false;
    }
    example.beginGuards();
    for (var step : example.journey()) {
      boolean done = step.equals("check") ? isReady(plan) : types(List.of(step, plan), confirm);
      if (!done) {
        return false;
      }
    }
    provision.add("--plan-only");
    if (!types(provision, List.of())) {
      return false;
    }
    if (!releases(plan)) {
      return false;
    }
    example.endGuards();
    if (!types(List.of("unprovision", plan), confirm)) {
      return false;
    }
    screen.printf("%ntried: %s was provisioned, moved, brought home and taken away%n", name);
    return true;
  }

  /// CloudWatch measures each minute. A busy machine does not answer each call in the time that a
  /// check gives it.
  private boolean isReady(Path plan) throws Exception {
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      example.account().stores().measureAgain();
      if (types(List.of("check", plan), List.of())) {
        return true;
      }
    }
    return false;
  }

  /// Users' writes would be refused once nothing of a guard's is left.
  private boolean releases(Path plan) throws Exception {
    var login = example.guardLogin();
    var home = example.account().plan().primary().name();
    return login.isEmpty()
        || types(
            List.of("guard", plan, "--region", home, "--release"), List.of("--as", "ops"), login);
  }

  private boolean types(List<?> words, List<String> more) throws Exception {
    return types(words, more, example.login());
  }

  private boolean types(List<?> words, List<String> more, Map<String, String> login)
      throws Exception {
    var all = new ArrayList<Object>(words);
    all.addAll(more);
    screen.printf("%n$ lifeboat %s%n", shown(all.toArray()));
    int code = lifeboat.type(login, all.toArray());
    if (code == MISSED && words.getFirst().equals("drill")) {
      screen.println(
          "measured, not passed: of MySQL the canary's rows alone are read (docs/aws.md)");
      return true;
    }
    if (code == ExitCode.NOT_READY && words.getFirst().equals("provision")) {
      screen.println("done, and not ready: the guards begin now (docs/aws.md)");
      return true;
    }
    screen.printf("%s: exit code %d%n", code == 0 ? "done" : "failed", code);
    return code == 0;
  }

  private static String shown(Object[] words) {
    return Arrays.stream(words).map(Object::toString).collect(Collectors.joining(" "));
  }

  /// What an example that is tried brings with it.
  interface TriedExample {
    ExampleAccount account();

    /// What no plan says and `provision` asks for.
    List<String> values() throws Exception;

    /// How a drill logs in.
    Map<String, String> login();

    /// The commands between `provision` and `unprovision`, in their order.
    List<String> journey();

    void beginGuards() throws Exception;

    void endGuards() throws Exception;

    /// How the guard of the home region logs in; empty where none stands.
    Map<String, String> guardLogin() throws Exception;

    /// Nothing of it is left.
    void end() throws Exception;
  }
}
