package dev.lifeboat.cli.init;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.plan.Tier;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What people say of a service of their own. Without its command they are asked, and then for all
/// that was not given.
final class OwnServiceOptions {
  static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]{0,127}";
  private static final String NAME = "[a-z][a-z0-9-]{0,40}";
  private static final String WRITES = "how a drill writes";
  private static final String STORES = "does it use PostgreSQL";

  @Option(
      names = "--command",
      paramLabel = "COMMAND",
      description = "How it is started in the folder of FILE; {port} is the port to listen on.")
  private @Nullable String command;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call it (default: its folder's name).")
  private @Nullable String name;

  @Option(
      names = "--port",
      paramLabel = "VARIABLE[=TEXT]",
      description =
          "Variable in which it reads {port}, or TEXT such as {host}:{port} (default: PORT).")
  private @Nullable String port;

  @Option(
      names = "--health",
      paramLabel = "PATH",
      description = "Answers 200 while it works, with or without a database (default: /healthz).")
  private @Nullable String health;

  @Option(
      names = "--ready",
      paramLabel = "PATH",
      description = "Answers 200 while it can take a write (default: that of --health).")
  private @Nullable String ready;

  @Option(names = "--database", description = "It uses a PostgreSQL database.")
  private boolean database;

  @Option(
      names = "--database-url",
      paramLabel = "VARIABLE",
      description = {
        "Variable in which it reads the database's address, such as",
        "postgresql://user:password@host:5432/app; means --database.",
        "Left out: it reads DB_URL, DB_USER and the others that the plan names."
      })
  private @Nullable String databaseUrl;

  @Option(
      names = "--write",
      paramLabel = "REQUEST",
      description = "How a drill's client writes, such as 'PUT /notes/{client}/{number}'.")
  private @Nullable String write;

  @Option(names = "--body", paramLabel = "TEXT", description = "What it sends (default: nothing).")
  private @Nullable String body;

  @Option(
      names = "--rows",
      paramLabel = "TABLE(CLIENT,NUMBER)",
      description = "Columns in which SQL finds a write, such as 'notes(book,page)'.")
  private @Nullable String rows;

  @Option(
      names = "--regions",
      paramLabel = "PRIMARY,RECOVERY",
      description = "Names of the two regions (default: east,west).")
  private @Nullable String regions;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      description = "Usual objectives: premium, standard or basic (default: rto 15m, rpo 5m).")
  private @Nullable String tier;

  /// The usual objectives, if some were asked for.
  ///
  /// @throws ProblemException LB1004 for a word that is no tier
  Optional<Tier> tier() throws ProblemException {
    var asked = Optional.ofNullable(tier);
    var found = Tier.USUAL.stream().filter(it -> it.name().equals(tier)).findFirst();
    if (asked.isPresent() && found.isEmpty()) {
      throw wrong("'%s' is no tier".formatted(tier), "--tier premium, standard or basic");
    }
    return found;
  }

  /// @param folder of the plan
  /// @throws ProblemException LB1004 when the command is missing or something cannot be meant
  OwnService service(ServiceQuestions people, Path folder) throws ProblemException {
    if (command == null && !people.canAsk()) {
      throw wrong("--command is not given", "lifeboat init --own --command 'COMMAND'");
    }
    var asked = command == null ? people : new ServiceQuestions(Optional.empty());
    var line = either(command, asked, "the command that starts it", "");
    return service(line, asked, folder);
  }

  /// The service of a person who agrees to whatever was not given: what is wrong with it is wrong
  /// with what was given, and can be told before the first question.
  OwnService agreed(Path folder) throws ProblemException {
    return service(
        command == null ? "true" : command, new ServiceQuestions(Optional.of(this::agree)), folder);
  }

  private Optional<String> agree(String question) {
    boolean writes = question.startsWith(WRITES) && (rows != null || body != null);
    boolean stores = question.startsWith(STORES) && rows != null;
    return Optional.of(writes ? "PUT /{client}/{number}" : stores ? "yes" : "");
  }

  private OwnService service(String line, ServiceQuestions asked, Path folder)
      throws ProblemException {
    var run = new CommandWords(line).list();
    var called =
        either(name, asked, "its name", usualName(folder), it -> matching("--name", it, NAME));
    var listens =
        either(port, asked, "the variable in which it reads its port", "PORT", ListenVariable::of);
    var works = either(health, asked, "the path that answers 200 while it works", "/healthz");
    var takes = either(ready, asked, "the path that answers 200 while it takes a write", works);
    boolean stores = database || databaseUrl != null || asked.agrees(STORES, false);
    var reads =
        stores
            ? either(
                databaseUrl,
                asked,
                "the variable in which it reads the database's URL",
                "",
                it -> it.isEmpty() ? it : urlVariable(it, listens))
            : "";
    var writes = write(asked, stores);
    return new OwnService(
        called, run, works, takes, stores, environment(listens, reads), writes, regions(asked));
  }

  private static String either(
      @Nullable String given, ServiceQuestions people, String question, String usual)
      throws ProblemException {
    return given == null ? people.ask(question, usual) : given.strip();
  }

  private static <T> T either(
      @Nullable String given,
      ServiceQuestions people,
      String question,
      String usual,
      ServiceQuestions.Rule<T> rule)
      throws ProblemException {
    return given == null ? people.ask(question, usual, rule) : rule.of(given.strip());
  }

  private static String usualName(Path folder) {
    var name = String.valueOf(folder.getFileName()).toLowerCase(Locale.ROOT);
    var plain = name.replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
    return plain.matches(NAME) ? plain : "service";
  }

  private static String urlVariable(String url, ListenVariable listens) throws ProblemException {
    if (url.equals(listens.name())) {
      throw wrong(
          "'%s' is named for the port and for the database".formatted(url),
          "name the variable of each, with --port and --database-url");
    }
    return matching("--database-url", url, VARIABLE);
  }

  /// Its own names for what the lab gives it.
  private static Map<String, String> environment(ListenVariable listens, String url) {
    var environment = new LinkedHashMap<String, String>();
    if (!listens.isUsual()) {
      environment.put(listens.name(), listens.value());
    }
    if (!url.isEmpty()) {
      environment.put(
          url, "postgresql://{DB_USER}:{DB_PASSWORD}@{DB_HOST}:{DB_PORT}/" + OwnService.DATABASE);
    }
    return environment;
  }

  private Optional<OwnService.Write> write(ServiceQuestions people, boolean stores)
      throws ProblemException {
    var http = either(write, people, WRITES + ", such as PUT /notes/{client}/{number}", "");
    if (http.isEmpty()) {
      if (rows != null || body != null) {
        throw wrong("--rows and --body tell of a write that is not given", "give --write too");
      }
      return Optional.empty();
    }
    var sent = body == null ? "" : body;
    var columns =
        stores
            ? either(rows, people, "the columns of client and number, such as notes(book,page)", "")
            : "";
    if (!stores && rows != null) {
      throw wrong("--rows tells of a database that is not given", "give --database too");
    }
    var found = OwnService.Rows.of(columns);
    if (!columns.isEmpty() && found.isEmpty()) {
      throw wrong(
          "'%s' is no TABLE(CLIENT,NUMBER)".formatted(columns),
          "write --rows 'notes(book,page)'; other queries can stand in the plan, and no ledger is"
              + " compared with them");
    }
    return Optional.of(new OwnService.Write(http, sent, found));
  }

  private OwnService.Regions regions(ServiceQuestions people) throws ProblemException {
    return either(
        regions,
        people,
        "its primary and its recovery region",
        "east,west",
        OwnServiceOptions::twoRegions);
  }

  private static OwnService.Regions twoRegions(String names) throws ProblemException {
    var two = names.split("\\s*,\\s*", -1);
    if (two.length != 2 || two[0].equals(two[1])) {
      throw wrong("'%s' are no two regions".formatted(names), "write --regions east,west");
    }
    return new OwnService.Regions(
        matching("--regions", two[0], NAME), matching("--regions", two[1], NAME));
  }

  static String matching(String option, String text, String rule) throws ProblemException {
    if (!text.matches(rule)) {
      throw wrong(
          "%s cannot be '%s'".formatted(option, text),
          rule.equals(NAME)
              ? "begin with a letter a-z, then letters a-z, digits and '-', 41 at most"
              : "write letters, digits and '_', not a digit first");
    }
    return text;
  }

  static ProblemException wrong(String happened, String action) {
    return Failures.usage(happened, "nothing was written", action);
  }
}
