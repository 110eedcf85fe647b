package dev.lifeboat.provision.existing;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.PlanResult;
import dev.lifeboat.plan.Quote;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes a first plan of a file of infrastructure as code, which is read whole or refused.
///
/// @param name of the plan and its workload
/// @param regions AWS's names that a person gave: primary, recovery and perhaps arbiter; or none
public record PlanImport(String name, List<String> regions) {
  /// A larger file is no `cdk.json`: people write it.
  public static final int MOST_BYTES = 1 << 20;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
  private static final List<Fact> REGIONS =
      List.of(Fact.PRIMARY_REGION, Fact.RECOVERY_REGION, Fact.ARBITER_REGION);

  public PlanImport {
    regions = List.copyOf(regions);
  }

  /// Whether a file of that name can be read here.
  public static boolean reads(String file) {
    return isCdk(file) || file.endsWith(".tfvars");
  }

  private static boolean isCdk(String file) {
    return file.endsWith("cdk.json");
  }

  /// The plan of a file.
  ///
  /// @param file its name, without folders
  /// @throws UnreadableSource when it is damaged, too large, or says what no plan may
  public ImportedPlan ofFile(String file, byte[] bytes) throws UnreadableSource {
    var quoted = Quote.of(file);
    var source = quoted.substring(1, quoted.length() - 1);
    if (bytes.length > MOST_BYTES) {
      throw new UnreadableSource(
          "%s is larger than 1 MiB".formatted(source), "name the file that people write");
    }
    var keys =
        isCdk(file)
            ? new CdkContext(source, bytes).keys()
            : new VariablesFile(source, text(source, bytes)).keys();
    var facts = new KeyedSource(source, keys).facts().overruled(said());
    return made(facts, ImportedParts.of(facts), facts.facts().size());
  }

  /// The plan of what an account has.
  ///
  /// @param source where it was looked for, in words
  /// @throws UnreadableSource when nothing of it is for a plan, or two regions are one
  public ImportedPlan ofThings(String source, AccountFind found) throws UnreadableSource {
    var things = found.things();
    if (things.isEmpty()) {
      throw new UnreadableSource(
          "%s has nothing that a plan names%s".formatted(source, why(found.unknown())),
          "name another one, or other regions: --regions PRIMARY,RECOVERY");
    }
    var said = said();
    zone(things).ifPresent(it -> said.put(Fact.ZONE, it));
    var zones = said.containsKey(Fact.ZONE) ? List.<UnusedKey>of() : unusedZones(things);
    var facts = new FactSheet(source, said, List.of());
    var account = new AccountSource(found, regions.subList(0, 2), facts);
    var parts = account.parts();
    if (parts.stores().isEmpty() && parts.services().isEmpty()) {
      throw new UnreadableSource(
          "%s has nothing that a plan can begin with%s".formatted(source, why(account.unused())),
          "name another one, or other regions: --regions PRIMARY,RECOVERY");
    }
    var unused = Stream.concat(account.unused().stream(), zones.stream()).toList();
    return made(new FactSheet(source, said, unused), parts, things.size());
  }

  private static String why(List<UnusedKey> unused) {
    return unused.stream()
        .map(it -> "; %s: %s".formatted(it.key(), it.why()))
        .collect(Collectors.joining());
  }

  private static List<UnusedKey> unusedZones(List<AccountItem> things) {
    return things.stream()
        .filter(it -> it.kind() == AccountItem.Kind.ZONE)
        .map(it -> new UnusedKey(it.id(), "say which zone has the name of the users"))
        .toList();
  }

  /// The one there is.
  private static Optional<SourcedValue> zone(List<AccountItem> things) {
    var zones = things.stream().filter(it -> it.kind() == AccountItem.Kind.ZONE).toList();
    return zones.size() == 1
        ? Fact.ZONE
            .shape()
            .parse(zones.getFirst().id())
            .map(it -> new SourcedValue(it, zones.getFirst().from()))
        : Optional.empty();
  }

  private ImportedPlan made(FactSheet facts, ImportedParts parts, int values)
      throws UnreadableSource {
    requireApart(facts);
    var made = ImportedPlan.of(requireName(), facts, parts, values);
    requirePlan(made);
    return made;
  }

  /// Values that are right one by one may say together what no plan may.
  private static void requirePlan(ImportedPlan made) throws UnreadableSource {
    if (AwsKeys.reader().read("plan", made.text()) instanceof PlanResult.Invalid invalid) {
      var first = invalid.mistakes().getFirst();
      throw new UnreadableSource(
          "what %s says makes no plan: %s %s".formatted(made.source(), first.path(), first.what()),
          first.fix());
    }
  }

  private static String text(String source, byte[] bytes) throws UnreadableSource {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException other) {
      throw new UnreadableSource("%s is not UTF-8".formatted(source), "save it in UTF-8");
    }
  }

  /// Refuses before an account is asked.
  ///
  /// @throws UnreadableSource when what a person said makes no plan
  public void requireUsable() throws UnreadableSource {
    var _ = requireName();
    requireApart(new FactSheet("--regions", said(), List.of()));
  }

  private String requireName() throws UnreadableSource {
    if (!NAME.matcher(name).matches()) {
      throw new UnreadableSource(
          "no plan can be called %s".formatted(Quote.of(name)),
          "begin with a letter a-z, then letters a-z, digits and '-', 41 at most");
    }
    return name;
  }

  private Map<Fact, SourcedValue> said() throws UnreadableSource {
    var said = new EnumMap<Fact, SourcedValue>(Fact.class);
    for (int i = 0; i < regions.size(); i++) {
      var key = new SourceKey("region", regions.get(i), "--regions");
      said.put(REGIONS.get(i), new SourcedValue(FactShape.REGION.require(key), "--regions"));
    }
    return said;
  }

  /// Each region of a plan is in one of its own.
  private static void requireApart(FactSheet facts) throws UnreadableSource {
    for (var one : REGIONS) {
      for (var other : REGIONS) {
        Optional<SourcedValue> first = facts.find(one);
        if (one.compareTo(other) < 0
            && first.map(SourcedValue::text).equals(facts.find(other).map(SourcedValue::text))
            && first.isPresent()) {
          throw new UnreadableSource(
              "two regions of the plan are both %s".formatted(first.get().text()),
              "give each a region of AWS of its own: --regions PRIMARY,RECOVERY,ARBITER");
        }
      }
    }
  }
}
