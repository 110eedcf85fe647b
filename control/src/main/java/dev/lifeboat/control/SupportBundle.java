package dev.lifeboat.control;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.ledger.LedgerCsv;
import dev.lifeboat.ledger.LedgerSql;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.ProviderFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// What to hand to somebody who helps: configurations, journals and logs of one state folder, in a
/// zip file. No byte enters it but as text that went through a [Redaction]. Keys, databases and the
/// objects of buckets are left out whole.
public final class SupportBundle {
  private static final Set<String> TEXTS =
      Set.of("json", "jsonl", "yaml", "yml", "log", "txt", "conf", "properties");
  private static final Set<String> LEFT_OUT_FOLDERS = Set.of("keys", "app");

  /// The rows and objects that a run lost, with all their values.
  private static final String LEDGER = "ledger";

  /// Stand in the head of one, or of what 'lifeboat ledger' prints of it, however it is called.
  private static final List<String> LEDGER_HEADS =
      List.of(
          "\"lifeboat.ledger/",
          "\"lifeboat.ledger-document/",
          "-- " + LedgerSql.HEAD,
          LedgerCsv.COLUMNS);

  private static final int HEAD_BYTES = 4096;

  private static final int MOST_DEPTH = 8;

  // The end of a log tells what happened last; a canary's log of a long drill has millions of
  // lines.
  private static final int MOST_BYTES_OF_ONE = 1 << 20;
  private static final long MOST_BYTES = 64L << 20;

  /// Variables whose values say something about a start and hold no secret; of others, the name.
  private static final Set<String> SHOWN_VARIABLES =
      Set.of(
          "JAVA_HOME",
          "LANG",
          "LC_ALL",
          "TZ",
          "TERM",
          "COLUMNS",
          "NO_COLOR",
          "SHELL",
          "PATH",
          "LIFEBOAT_JDK_FOLDERS",
          "LIFEBOAT_POSTGRES");

  private final Path state;
  private final List<ProviderFiles> kept;
  private final Redaction redaction;
  private final Map<String, byte[]> entries = new TreeMap<>();
  private final List<String> leftOut = new ArrayList<>();
  private long bytes;

  SupportBundle(Path state, List<ProviderFiles> kept, Redaction redaction) {
    this.state = state;
    this.kept = kept;
    this.redaction = redaction;
  }

  /// What is packed.
  ///
  /// @param state the state folder
  /// @param kept as [Checkup#of] takes it
  /// @param environment of the process that is asked for help with
  /// @param texts what the caller adds, each with the name of its entry
  /// @param plan the text of the whole plan; null when none was given
  public record Request(
      Path state,
      List<ProviderFiles> kept,
      Map<String, String> environment,
      Map<String, String> texts,
      @Nullable String plan) {
    public Request {
      kept = List.copyOf(kept);
      environment = Map.copyOf(environment);
      texts = Map.copyOf(texts);
    }
  }

  /// How much went in.
  public record Size(int files, long bytes) {}

  /// Packs a bundle into a new file.
  ///
  /// @throws ProblemException LB6001 when that cannot be done; there is no file then
  public static Size pack(Request request, Path file) throws ProblemException {
    try {
      var known = KnownSecrets.of(request.state(), request.kept(), request.environment());
      var bundle = new SupportBundle(request.state(), request.kept(), new Redaction(known));
      request.texts().forEach(bundle::add);
      bundle.addEnvironment(request.environment());
      if (request.plan() != null) {
        bundle.add("plan.yaml", request.plan());
      }
      bundle.addState();
      return bundle.write(file);
    } catch (IOException failed) {
      throw Problem.lasting(
              Code.LB6001,
              "the bundle %s cannot be written: %s".formatted(file, FileFailure.reason(failed)),
              "there is no bundle",
              remedy(failed, request.state()))
          .asException(failed);
    }
  }

  /// What is packed may be the trouble, or where it is packed to.
  private static String remedy(IOException failed, Path state) {
    return failed instanceof AccessDeniedException denied
            && denied.getFile() != null
            && Path.of(denied.getFile()).toAbsolutePath().startsWith(state.toAbsolutePath())
        ? "pack it as the owner of " + denied.getFile()
        : "give --bundle a folder that you may write, on a disk that has room";
  }

  /// Adds a text of the caller's, such as the plan.
  void add(String name, String text) {
    var clean = redaction.of(text).getBytes(StandardCharsets.UTF_8);
    bytes += clean.length;
    entries.put(redaction.of(name), clean);
  }

  /// Adds the names of all variables, and the values of those that are known to be harmless.
  void addEnvironment(Map<String, String> environment) {
    var lines = new StringBuilder();
    new TreeMap<>(environment)
        .forEach((name, value) ->
            lines
                .append(name)
                .append(SHOWN_VARIABLES.contains(name) ? "=" + value : "")
                .append('\n'));
    add("environment.txt", lines.toString());
  }

  /// Collects the files of the state folder, if there is one.
  void addState() {
    if (Files.isDirectory(state)) {
      var files = new ArrayList<Path>();
      collect(state, MOST_DEPTH, files);
      files.stream().sorted().forEach(this::addFile);
    }
  }

  private void collect(Path folder, int depth, List<Path> files) {
    try {
      for (var path : DurableFile.list(folder)) {
        if (Files.isRegularFile(path, NOFOLLOW_LINKS)) {
          if (isLedger(path)) {
            leftOut.add(state.relativize(path) + ": it has the values of customers' rows");
          } else if (isText(path) && isWanted(path)) {
            files.add(path);
          }
        } else if (depth > 1 && Files.isDirectory(path, NOFOLLOW_LINKS) && isWanted(path)) {
          collect(path, depth - 1, files);
        }
      }
    } catch (IOException unreadable) {
      leftOut.add(state.relativize(folder) + ": " + FileFailure.reason(unreadable));
    }
  }

  private boolean isWanted(Path path) {
    return !LEFT_OUT_FOLDERS.contains(String.valueOf(path.getFileName()))
        && kept.stream().noneMatch(it -> it.leftOut().test(path));
  }

  private static boolean isLedger(Path file) throws IOException {
    var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.contains(LEDGER)
        || (isText(file) && LEDGER_HEADS.stream().anyMatch(head(file)::contains));
  }

  /// Empty where it may not be read: nothing of it is packed then.
  private static String head(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      return "";
    }
    try (var open = Files.newInputStream(file)) {
      return new String(open.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
    }
  }

  private static boolean isText(Path file) {
    var name = String.valueOf(file.getFileName());
    return TEXTS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private void addFile(Path file) {
    var name = "state/" + state.relativize(file);
    if (bytes > MOST_BYTES) {
      leftOut.add(name + ": the bundle is full");
      return;
    }
    try {
      add(name, end(file));
    } catch (IOException gone) {
      leftOut.add(name + ": " + FileFailure.reason(gone));
    }
  }

  /// The last part of a file, from the beginning of a line: half of a line could be half of what
  /// shows a secret.
  private String end(Path file) throws IOException {
    try (var reader = new RandomAccessFile(file.toFile(), "r")) {
      long cut = Math.max(0, reader.length() - MOST_BYTES_OF_ONE);
      reader.seek(cut);
      var read = new byte[(int) (reader.length() - cut)];
      reader.readFully(read);
      var text = new String(read, StandardCharsets.UTF_8);
      if (cut == 0) {
        return text;
      }
      leftOut.add("%s: its first %d bytes".formatted(state.relativize(file), cut));
      return text.substring(text.indexOf('\n') + 1);
    }
  }

  /// Writes the file, readable by its owner alone.
  ///
  /// @throws IOException when it cannot be written; nothing of it is there then
  Size write(Path file) throws IOException {
    if (!leftOut.isEmpty()) {
      add("left-out.txt", String.join("\n", leftOut) + "\n");
    }
    var packed = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(packed)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    // Its temporary file, and so this one, is readable by its owner alone.
    DurableFile.write(file, packed.toByteArray());
    return new Size(entries.size(), packed.size());
  }
}
