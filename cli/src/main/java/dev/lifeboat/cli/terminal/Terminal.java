package dev.lifeboat.cli.terminal;

import dev.lifeboat.control.HostProcess;
import dev.lifeboat.control.Requester;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Where the process was started: its two streams, its environment, and the person at it.
///
/// @param out data
/// @param err talk
/// @param prompt asks the person a question and gives the answer; empty when nobody can answer
/// @param coloured whether the streams end at a screen that shows colours
/// @param columns of the screen; very many when there is none, so that a fact stays one line
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    Optional<Function<String, Optional<String>>> prompt,
    boolean coloured,
    int columns) {
  private static final int USUAL_COLUMNS = 80;
  private static final int NO_SCREEN = 10_000;

  /// The terminal of this process.
  public static Terminal ofThisProcess() {
    var console = Optional.ofNullable(System.console());
    return new Terminal(
        writer(FileDescriptor.out, System.getProperty("stdout.encoding")),
        writer(FileDescriptor.err, System.getProperty("stderr.encoding")),
        console.map(Terminal::prompt),
        console.isPresent() && wantsColour(System.getenv()),
        console.isPresent() ? columns(System.getenv()) : NO_SCREEN);
  }

  /// What use cases take from this process.
  public static HostProcess host() {
    return new HostProcess(
        Clock.systemUTC(),
        Thread::sleep,
        new SecureRandom(),
        ZoneId.systemDefault(),
        ProcessHandle.current().pid());
  }

  public static Instant now() {
    return Clock.systemUTC().instant();
  }

  /// The person at it, as use cases act for them.
  public Requester requester(Talk talk, String person) {
    return new Requester(person, new TerminalPeople(this, talk, person), host(), talk);
  }

  /// Prints `document` where JSON was asked for, else the lines.
  public void tell(Options options, Object document, List<String> lines) {
    (options.json ? List.of(OutputJson.line(document)) : lines).forEach(out::println);
  }

  /// Prints a text as it is.
  public void print(String text) {
    out.print(text);
    out.flush();
  }

  /// The conventions of no-color.org and of terminals that can do nothing.
  static boolean wantsColour(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  private static int columns(Map<String, String> environment) {
    var columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : USUAL_COLUMNS;
  }

  // Unbuffered but for one line: System.out would load encoders anew for both streams.
  private static PrintWriter writer(FileDescriptor stream, String encoding) {
    var charset =
        encoding != null && Charset.isSupported(encoding)
            ? Charset.forName(encoding)
            : StandardCharsets.UTF_8;
    return new PrintWriter(new FileOutputStream(stream), true, charset);
  }

  private static Function<String, Optional<String>> prompt(Console console) {
    return question -> Optional.ofNullable(console.readLine("%s ", question));
  }
}
