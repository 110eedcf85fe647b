package dev.lifeboat.cli.terminal;

import dev.lifeboat.control.HostProcess;
import dev.lifeboat.control.Requester;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// Where the process was started: its two streams, its environment, and the person at it.
///
/// @param out data
/// @param err talk
/// @param prompt asks the person a question and gives the answer; empty when nobody can answer
/// @param screens at which of them somebody looks
/// @param columns of the screen; very many when there is none, so that a fact stays one line
/// @param data where bytes go that are no text of ours: the same as `out`
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    Optional<Prompt> prompt,
    Screens screens,
    int columns,
    StandardOutput data) {
  private static final int USUAL_COLUMNS = 80;
  private static final int NO_SCREEN = 10_000;

  /// One that shows text alone.
  public Terminal(
      PrintWriter out,
      PrintWriter err,
      Optional<Function<String, Optional<String>>> prompt,
      Screens screens,
      int columns) {
    this(out, err, prompt.map(Prompt::new), screens, columns, StandardOutput.nowhere());
  }

  /// Whether data may be coloured.
  public boolean coloured() {
    return screens.out() && screens.colours();
  }

  /// The terminal of this process.
  public static Terminal ofThisProcess() {
    return ofThisProcess(StandardOutput.ofThisProcess());
  }

  /// The terminal of this process.
  ///
  /// @param out its standard output
  public static Terminal ofThisProcess(StandardOutput out) {
    var err =
        writer(new FileOutputStream(FileDescriptor.err), System.getProperty("stderr.encoding"));
    boolean person = StandardStream.IN.isScreen() && StandardStream.ERR.isScreen();
    boolean screen = StandardStream.OUT.isScreen();
    return new Terminal(
        writer(out, System.getProperty("stdout.encoding")),
        err,
        person ? Optional.of(new Prompt(prompt(err))) : Optional.empty(),
        new Screens(screen, StandardStream.ERR.isScreen(), wantsColour(System.getenv())),
        screen ? columns(System.getenv()) : NO_SCREEN,
        out);
  }

  /// What use cases take from this process.
  public static HostProcess host() {
    return new HostProcess(
        clock(),
        Thread::sleep,
        new SecureRandom(),
        ZoneId::systemDefault,
        ProcessHandle.current().pid());
  }

  public static Instant now() {
    return clock().instant();
  }

  static Clock clock() {
    return Clock.systemUTC();
  }

  /// The person at it, as use cases act for them.
  public Requester requester(ProgressPrinter progress, String person) {
    return new Requester(person, new TerminalPeople(this, progress, person), host(), progress);
  }

  /// Prints `document` where JSON was asked for, else the lines.
  public void tell(Options options, Object document, List<String> lines) {
    if (options.json) {
      out.println(TypedDocument.line(document, TypedCommand.of(options)));
    } else {
      tell(options, lines.stream());
    }
  }

  /// Prints lines, each once it is made.
  public void tell(Options options, Stream<String> lines) {
    var typed = TypedCommand.of(options);
    boolean colour = coloured() && !options.noColor;
    lines.forEach(line -> {
      var shown = VisibleText.of(typed.in(line));
      out.println(colour ? VerdictColour.of(shown) : shown);
    });
  }

  /// Prints a JSON document, each part once it is made: it may be larger than the memory.
  public void tell(Options options, Record document) {
    TypedDocument.write(document, TypedCommand.of(options), out);
    out.println();
  }

  /// A line of talk, in the form that was asked for; a command in it can be pasted.
  ///
  /// @param phase what it is about, in one word
  public void say(Options options, String phase, String state, String line) {
    var typed = TypedCommand.of(options);
    err.println(
        switch (options.progress) {
          case text -> VisibleText.of(typed.in(line));
          case json ->
              TypedDocument.line(ProgressLine.of(now(), Duration.ZERO, phase, state, line), typed);
        });
  }

  /// Prints a text as it is.
  public void print(String text) {
    print(to -> to.print(text));
  }

  /// Prints what somebody writes, as it is made.
  public void print(Consumer<PrintWriter> text) {
    text.accept(out);
    out.flush();
  }

  /// A line in whose commands nothing is missing that whoever reads it would have to type.
  public String typed(Options options, String line) {
    return TypedCommand.of(options).in(line);
  }

  /// The conventions of no-color.org and of terminals that can do nothing.
  static boolean wantsColour(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  static int columns(Map<String, String> environment) {
    var columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : USUAL_COLUMNS;
  }

  // Unbuffered but for one line: System.out would load encoders anew for both streams.
  private static PrintWriter writer(OutputStream stream, String encoding) {
    var said =
        encoding != null && Charset.isSupported(encoding)
            ? Charset.forName(encoding)
            : StandardCharsets.UTF_8;
    // The C locale says nothing of the screen, which has UTF-8 today; and JSON must be in UTF-8.
    var charset = said.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : said;
    return new PrintWriter(stream, true, charset);
  }

  /// Questions are talk, so that data can go elsewhere meanwhile.
  private static Function<String, Optional<String>> prompt(PrintWriter err) {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return question -> {
      err.print(question + " ");
      err.flush();
      try {
        return Optional.ofNullable(in.readLine());
      } catch (IOException gone) {
        return Optional.empty();
      }
    };
  }
}
