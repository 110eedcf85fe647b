package dev.lifeboat.aws.iam;

import dev.lifeboat.aws.AwsSite;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.plan.Region;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Names of what is in one account.
///
/// @param account its twelve digits, or `*` where they are not to be named
public record Arns(String account) {

  /// Of one thing.
  public String of(String service, String awsRegion, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, awsRegion, account, resource);
  }

  /// The table of that name in each of `regions`.
  List<String> tables(Collection<Region> regions, String name) {
    return regions.stream()
        .map(it -> of("dynamodb", AwsRegion.nameOf(it), "table/" + name))
        .toList();
  }

  /// Whoever asks a replica must be told that it is one of a table of strong consistency.
  static List<String> looks(List<String> actions, List<Region> regions) {
    return regions.size() < 2
        ? actions
        : Stream.concat(actions.stream(), Stream.of("dynamodb:DescribeTable")).toList();
  }

  /// The ARN of a resource in each of its regions.
  ///
  /// @param what it is in one of them
  <S extends AwsSite> List<String> each(
      String service, RegionSites<S> sites, Function<S, String> what) {
    return sites.all().stream().map(it -> of(service, it.awsRegion(), what.apply(it))).toList();
  }

  /// Secrets Manager adds six characters of its own to a name.
  String secret(String awsRegion, String name) {
    return of("secretsmanager", awsRegion, "secret:" + name + "-??????");
  }

  /// Its name may begin with a slash, which its ARN then has once.
  String parameter(String awsRegion, String name) {
    return of("ssm", awsRegion, "parameter/" + name.replaceFirst("^/", ""));
  }

  String instance(RdsSite site) {
    return of("rds", site.awsRegion(), "db:" + site.instance());
  }
}
