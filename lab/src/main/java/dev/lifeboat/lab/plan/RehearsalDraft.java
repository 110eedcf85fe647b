package dev.lifeboat.lab.plan;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Check;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.DurationText;
import dev.lifeboat.plan.FailbackPolicy;
import dev.lifeboat.plan.InvalidPlanException;
import dev.lifeboat.plan.Mistakes;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Rehearsal;
import dev.lifeboat.plan.RehearsalPlan;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.plan.YamlNode;
import dev.lifeboat.plan.YamlNode.Entry;
import dev.lifeboat.plan.YamlNode.Kind;
import dev.lifeboat.plan.YamlNode.Mapping;
import dev.lifeboat.plan.YamlNode.Position;
import dev.lifeboat.plan.YamlNode.Scalar;
import dev.lifeboat.plan.YamlNode.Sequence;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Makes the plan in a lab by which another is rehearsed. The one rule: all stays as that plan says
/// it, but for what is said to a provider alone, what a lab has not, and what only users need.
///
/// It is the tree of the file that is changed, so that a key which nobody thought of here stays.
public final class RehearsalDraft {
  private static final int OK = 200;
  private static final Position START = Position.START;

  private final Plan plan;
  private final List<String> words;
  private final Mistakes mistakes;
  private final List<String> standIns = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();

  private RehearsalDraft(Plan plan, List<String> providers, Mistakes mistakes) {
    this.plan = plan;
    this.words = providers.stream().filter(word -> !word.equals(Region.DEFAULT_PROVIDER)).toList();
    this.mistakes = mistakes;
  }

  /// The plan in a lab by which that of a file is rehearsed.
  ///
  /// @param closedByApi whether a region's API closes that database
  /// @param source the name that mistakes bear
  /// @throws ProblemException LB1001 when the file holds no plan, LB1010 with each line that no lab
  ///   can play
  public static RehearsalPlan of(
      PlanReader reader, Predicate<Database> closedByApi, String source, byte[] file)
      throws ProblemException {
    var plan = reader.read(source, file).orThrow();
    var draft = new RehearsalDraft(plan, reader.providers(), new Mistakes(source));
    plan.resources(Database.class).stream().filter(closedByApi).forEach(draft::isLeased);
    return draft.of((Mapping) PlanReader.tree(file), source);
  }

  /// How long an API takes, and what a silent region asks of people, no lab shows.
  private void isLeased(Database database) {
    differences.add(
        "the end of a lease fences '%s', not the API of its region".formatted(database.name()));
  }

  private RehearsalPlan of(Mapping root, String source) throws ProblemException {
    plan.resources(Service.class).stream()
        .map(Service::name)
        .filter(name -> run((Mapping) at(root, path(root, name))).isEmpty())
        .forEach(standIns::add);
    refuse(root, source);
    if (!standIns.isEmpty()) {
      differences.add(
          "a stand-in serves for %s: %s; give it a command with 'lab: { run: […] }'"
              .formatted(String.join(" and ", standIns), Rehearsal.DATA_PATH_ALONE));
    }
    var made = root.changed(this::ofPlan).with("lab", lab(root));
    var text = new StringBuilder();
    text.append(
        "# Plan %s as a lab plays it, by 'lifeboat drill PLAN --in lab'.\n".formatted(plan.name()));
    differences.forEach(it -> text.append("# ").append(it).append(".\n"));
    return new RehearsalPlan(plan.name() + Rehearsal.SUFFIX, text + made.yaml(), differences);
  }

  private void refuse(Mapping root, String source) throws ProblemException {
    if (plan.name().length() > Rehearsal.LONGEST_NAME) {
      var what = "is longer than %d characters".formatted(Rehearsal.LONGEST_NAME);
      tell(root, what, "shorten it", "plan");
    }
    for (var workload : plan.workloads().values()) {
      for (var database : workload.resources(Database.class)) {
        if (database.engine() != Database.Engine.POSTGRESQL) {
          tell(
              root,
              "is %s, and a lab has PostgreSQL alone".formatted(database.engine().word()),
              "drill it where it is, without '--in lab'",
              path(root, database.name(), "engine"));
        }
      }
    }
    if (ownCanary()) {
      refuseStores(root);
    }
    var found = mistakes.inOrder();
    if (!found.isEmpty()) {
      var lines = found.stream().map(it -> "\n  " + it).reduce("", String::concat);
      throw new InvalidPlanException(
          Problem.lasting(
              Code.LB1010,
              "plan '%s' cannot be rehearsed in a lab%s".formatted(plan.name(), lines),
              "no lab was begun; nothing was changed",
              "do as these lines say, or drill it where it is: lifeboat drill "
                  + ShellWord.of(source)),
          found);
    }
  }

  /// The canary beside stand-ins watches one store of a type: a loss in a second would not be seen.
  private void refuseStores(Mapping root) {
    var service = path(root, standIns.getFirst());
    var fix = "say how a lab runs it: lab: { run: […] }";
    var why = "has no command for a lab, whose canary then ";
    if (plan.resources(Database.class).isEmpty()) {
      tell(root, why + "needs a database, and the plan has none", fix, service);
    }
    for (var workload : plan.workloads().values()) {
      int databases = workload.resources(Database.class).size();
      int buckets = workload.resources(Bucket.class).size();
      if (databases > 1 || buckets > 1) {
        tell(
            root,
            why
                + "watches one database and one bucket, and workload '%s' has %d and %d"
                    .formatted(workload.name(), databases, buckets),
            fix,
            service);
      }
    }
  }

  /// The keys down to a resource, and below it. Where several workloads have one of that name, its
  /// key is what follows its workload's name.
  private String[] path(Mapping root, String resource, String... below) {
    var home =
        plan.workloads().values().stream()
            .filter(workload -> workload.resources().containsKey(resource))
            .findFirst()
            .orElseThrow();
    var all = (Mapping) at(root, "workloads", home.name(), "resources");
    var key =
        all.first(resource).isPresent() ? resource : resource.substring(home.name().length() + 1);
    return Stream.concat(Stream.of("workloads", home.name(), "resources", key), Stream.of(below))
        .toArray(String[]::new);
  }

  /// Tells it at the value, as a reader would.
  private void tell(Mapping root, String what, String fix, String... path) {
    var where = String.join(".", path);
    mistakes.add(at(root, path).at(), where, where + " " + what, fix);
  }

  // What becomes of each key.

  private Optional<YamlNode> ofPlan(String key, YamlNode value) {
    return switch (key) {
      case "plan" -> Optional.of(text(plan.name() + Rehearsal.SUFFIX));
      case "regions" -> Optional.of(children(value, (_, region) -> region(region)));
      case "workloads" ->
          Optional.of(children(value, (name, it) -> workload(plan.workload(name), it)));
      case "canary" -> Optional.of(value).filter(_ -> !ownCanary());
      default -> ofAny(key, value);
    };
  }

  /// What is said to a provider alone falls away.
  private Optional<YamlNode> ofAny(String key, YamlNode value) {
    return Optional.of(value).filter(_ -> !words.contains(key));
  }

  private Mapping region(Mapping region) {
    return region.changed(this::ofAny).with("provider", text(Region.DEFAULT_PROVIDER));
  }

  private Mapping workload(Workload workload, Mapping node) {
    return node.changed((key, value) ->
        Optional.of(
            switch (key) {
              case "resources" ->
                  children(
                      value,
                      (name, it) ->
                          resource(workload.called(name).map(workload.resources()::get), it));
              case "verify" -> verify(workload, (Sequence) value);
              case "failback" -> failback(workload, (Mapping) value);
              default -> value;
            }));
  }

  private Mapping resource(Optional<Resource> resource, Mapping node) {
    var kept = node.changed(this::ofAny);
    return switch (resource.orElseThrow()) {
      case Database _, Bucket _ -> kept;
      case Service service -> {
        var run = run(node);
        var bare = kept.without("lab");
        yield run.isPresent() ? bare.with("run", run.get()) : bare;
      }
      case Traffic traffic when traffic.form() instanceof Traffic.Form.Accelerator -> {
        differences.add("a proxy leads users of '%s', not an accelerator".formatted(traffic.to()));
        yield kept.without("mode");
      }
      case Traffic _ -> kept;
    };
  }

  /// A stand-in answers what it is asked for by the lab itself, and knows nothing else.
  private YamlNode verify(Workload workload, Sequence checks) {
    var served =
        workload.resources(Traffic.class).stream()
            .map(traffic -> workload.resource(Service.class, traffic.to()))
            .filter(service -> standIns.contains(service.name()))
            .findFirst();
    if (served.isEmpty()) {
      return checks;
    }
    var known = List.of(new Check(served.get().health(), OK), new Check(served.get().ready(), OK));
    var kept = new ArrayList<YamlNode>();
    for (int i = 0; i < checks.items().size(); i++) {
      var check = workload.verify().get(i);
      if (known.contains(check)) {
        kept.add(checks.items().get(i));
      } else {
        differences.add("'%s' is not verified: no stand-in knows it".formatted(check.http()));
      }
    }
    return new Sequence(kept, checks.at());
  }

  /// Nobody needs minutes between two shares where nobody is served.
  private YamlNode failback(Workload workload, Mapping node) {
    var standard = FailbackPolicy.HOLD.standard();
    if (workload.failback().hold().compareTo(standard) <= 0) {
      return node;
    }
    differences.add(
        "each share of '%s' on its way home is held %s, not %s"
            .formatted(
                workload.name(),
                DurationText.of(standard),
                DurationText.of(workload.failback().hold())));
    return node.without(FailbackPolicy.HOLD.name());
  }

  private YamlNode lab(Mapping root) {
    var lab = (Mapping) root.first("lab").orElse(mapping());
    var about =
        mapping(
            entry("plan", text(plan.name())),
            entry("sha256", text(plan.sha256())),
            entry(
                "standIns",
                new Sequence(
                    standIns.stream().<YamlNode>map(RehearsalDraft::text).toList(), START)));
    return (ownCanary() ? lab.with("canary", canary()) : lab).with("rehearses", about);
  }

  /// Whether the plan's canary writes through the front door, behind which nobody takes writes.
  private boolean ownCanary() {
    return !standIns.isEmpty() && plan.canary().basis() == Canary.Basis.FRONT_DOOR;
  }

  private YamlNode canary() {
    return mapping(
        entry("rate", text(plan.canary().ratePerSecond() + "/s")),
        entry(
            "confirm", new Scalar(Integer.toString(plan.canary().confirm()), Kind.INTEGER, START)),
        entry("basis", text(Canary.Basis.DATABASE.word())));
  }

  // Trees.

  /// The command that a lab runs of a service.
  private static Optional<YamlNode> run(Mapping service) {
    return service
        .first("lab")
        .flatMap(lab -> lab instanceof Mapping keys ? keys.first("run") : Optional.empty());
  }

  private static YamlNode at(YamlNode root, String... path) {
    YamlNode at = root;
    for (var key : path) {
      at = at instanceof Mapping mapping ? mapping.first(key).orElse(at) : at;
    }
    return at;
  }

  private static Mapping children(YamlNode node, BiFunction<String, Mapping, YamlNode> change) {
    return ((Mapping) node)
        .changed((name, child) -> Optional.of(change.apply(name, (Mapping) child)));
  }

  private static Mapping mapping(Entry... entries) {
    return new Mapping(List.of(entries), START);
  }

  private static Entry entry(String key, YamlNode value) {
    return new Entry(text(key), value);
  }

  private static Scalar text(String text) {
    return new Scalar(text, Kind.TEXT, START);
  }
}
