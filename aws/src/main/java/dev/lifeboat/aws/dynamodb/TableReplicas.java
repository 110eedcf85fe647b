package dev.lifeboat.aws.dynamodb;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// One global table of DynamoDB whose replicas agree: a conditional write, and a read that asks for
/// consistency, mean the same in each of its regions. So while one does not answer the next is
/// asked, and the one that answered last is asked first. Thread-safe.
///
/// No replica but the first is believed until its region has told that the table is of strong
/// consistency and has a replica in each region. Else two tables of one name, or one of eventual
/// consistency, would hand a workload to two runs. It cannot change afterwards: a table keeps the
/// consistency that it was made with.
///
/// A write without an answer may have had its effect, or may have it while the next region is
/// asked. Every write that decides where a writer is has a condition and a mark of its own, so that
/// what comes second is refused, and is known by its mark.
public final class TableReplicas {
  private static final String MEANS =
      "without that its replicas may contradict each other, so none but the first is asked";

  private final List<DynamoTable> all;
  private final AtomicInteger answered = new AtomicInteger();
  private final Set<String> trusted = ConcurrentHashMap.newKeySet();

  /// Asks one of them.
  interface Way<T, X extends Exception> {
    T at(DynamoTable replica) throws ProblemException, X;
  }

  TableReplicas(List<DynamoTable> all) {
    this.all = List.copyOf(all);
  }

  /// Asks one after the other until one answers, by a refusal too.
  ///
  /// @throws ProblemException what the first one told, if none did
  <T, X extends Exception> T ask(Way<T, X> way) throws ProblemException, X {
    Optional<ProblemException> silence = Optional.empty();
    int first = answered.get();
    for (int i = 0; i < all.size(); i++) {
      int index = (first + i) % all.size();
      var replica = all.get(index);
      Optional<Problem> distrust;
      try {
        distrust = distrust(replica);
        if (distrust.isEmpty()) {
          var answer = way.at(replica);
          answered.set(index);
          return answer;
        }
      } catch (ProblemException failed) {
        if (!failed.problem().code().isSilence()) {
          throw failed;
        }
        silence = silence.or(() -> Optional.of(failed));
        continue;
      }
      throw beside(silence, distrust.get());
    }
    throw silence.orElseThrow();
  }

  /// Why `replica` is not to be asked; empty if it is.
  private Optional<Problem> distrust(DynamoTable replica) throws ProblemException {
    if (replica.equals(all.getFirst()) || trusted.contains(replica.region())) {
      return Optional.empty();
    }
    var described =
        replica
            .wholeHere(MEANS, dynamo -> dynamo.describeTable(it -> it.tableName(replica.name())))
            .table();
    var fault = fault(described, replica.name(), replica.region(), regions());
    if (fault.isEmpty()) {
      trusted.add(replica.region());
    }
    return fault;
  }

  /// A silence still: the region may answer when it is asked again, and a guard may do without it.
  private static ProblemException beside(Optional<ProblemException> silence, Problem fault) {
    if (silence.isEmpty()) {
      return fault.asException();
    }
    var silent = silence.get().problem();
    return Problem.passing(
            silent.code(),
            "%s, and %s".formatted(silent.happened(), fault.happened()),
            fault.means(),
            fault.action())
        .asException(silence.get());
  }

  private List<String> regions() {
    return all.stream().map(DynamoTable::region).toList();
  }

  /// Why the table that `region` describes is not the one of all these regions; empty if it is.
  public static Optional<Problem> fault(
      TableDescription described, String name, String region, List<String> regions) {
    var present =
        Stream.concat(
                Stream.of(region),
                described.replicas().stream().map(ReplicaDescription::regionName))
            .collect(Collectors.toSet());
    boolean strong = described.multiRegionConsistency() == MultiRegionConsistency.STRONG;
    if (strong && present.containsAll(regions)) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.lasting(
            Code.LB7012,
            "table %s in %s is %s"
                .formatted(
                    name,
                    region,
                    strong
                        ? "without a replica in " + missing(present, regions)
                        : "no global table of strong consistency"),
            MEANS,
            creation(name, regions)));
  }

  private static String missing(Set<String> present, List<String> regions) {
    return regions.stream()
        .filter(it -> !present.contains(it))
        .collect(Collectors.joining(" and "));
  }

  /// The command that makes an empty table of one region the one of all these.
  public static String creation(String name, List<String> regions) {
    var replicas =
        regions.stream()
            .skip(1)
            .map("{\"Create\":{\"RegionName\":\"%s\"}}"::formatted)
            .collect(Collectors.joining(","));
    return "while it is empty: aws dynamodb update-table --region %s --table-name %s"
            .formatted(regions.getFirst(), name)
        + " --multi-region-consistency STRONG --replica-updates '[%s]'".formatted(replicas);
  }

  /// As a person finds it.
  @Override
  public String toString() {
    return String.join(", ", regions());
  }
}
