package dev.lifeboat.provision;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.aws.route.Route;
import dev.lifeboat.aws.route.RouteSite;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What is to be done with the files of a plan, in this order, and what must be there besides.
///
/// @param plan its name
/// @param sha256 of the plan
/// @param region of the plan; empty for all
/// @param needs what the plan names and no template makes
/// @param unmade stacks that a plan of that name may have had, and this one has not
public record ProvisionIndex(
    String schema,
    String plan,
    String sha256,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> region,
    List<Step> steps,
    List<PlanNeeds.Need> needs,
    List<Unmade> unmade) {
  /// Typed last.
  public static final String CHECK = "lifeboat check PLAN --dns";

  private static final String SCHEMA = "lifeboat.provision/v1";

  public ProvisionIndex {
    steps = List.copyOf(steps);
    needs = List.copyOf(needs);
    unmade = List.copyOf(unmade);
  }

  /// A stack that is not made.
  ///
  /// @param region of the plan
  /// @param because ends a sentence
  public record Unmade(String stack, String region, String awsRegion, String because) {}

  /// One thing to do.
  public sealed interface Step {
    /// Its verb.
    String act();

    /// As a line for people.
    String line();
  }

  /// Deploys a stack.
  ///
  /// @param folder of its files
  /// @param set parameters that are different the next time, such as `LeadUsers=no`
  /// @param asks parameters that somebody must know
  /// @param optional whether it is left out until somebody gives a value of it
  public record Deploy(
      String act,
      String stack,
      String folder,
      String region,
      String awsRegion,
      List<String> set,
      List<Asked> asks,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean optional)
      implements Step {
    public Deploy {
      set = List.copyOf(set);
      asks = List.copyOf(asks);
    }

    @Override
    public String line() {
      return "deploy  %s in %s, from %s%s%s"
          .formatted(
              stack,
              awsRegion,
              folder,
              set.isEmpty() ? "" : " with " + String.join(", ", set),
              StackOption.of(folder).map(it -> ", " + it.when()).orElse(""));
    }
  }

  /// A parameter, and where its value is found.
  public record Asked(String name, String means, String source) {}

  /// Puts an object that health checks read, unless there is one.
  public record Put(String act, String bucket, String key, String awsRegion, String body)
      implements Step {
    @Override
    public String line() {
      return "put     %s/%s in %s, unless it is there".formatted(bucket, key, awsRegion);
    }
  }

  /// Makes the rule by which one bucket of the plan follows another one, unless there is one. The
  /// buckets are people's own, and rules of others stay.
  ///
  /// @param bucket the resource of the plan
  /// @param region of the plan, whose half is `from`
  public record Replicate(
      String act, String bucket, String from, String to, String region, String awsRegion)
      implements Step {
    @Override
    public String line() {
      return "rule    %s to %s in %s, as 'check' prints it".formatted(from, to, awsRegion);
    }

    /// Both ways of each bucket: what is written after a failover has to come home.
    ///
    /// @throws ProblemException LB2008 when the plan does not say where something is
    public static List<Replicate> all(Plan plan) throws ProblemException {
      var all = new ArrayList<Replicate>();
      for (var workload : plan.workloads().values()) {
        for (var bucket : AwsSites.of(plan, workload).buckets().values()) {
          var sites = bucket.sites();
          sites
              .byRegion()
              .forEach((region, site) ->
                  all.add(
                      new Replicate(
                          "replicate",
                          bucket.name(),
                          site.bucket(),
                          sites.in(sites.otherThan(region)).bucket(),
                          region,
                          site.awsRegion())));
        }
      }
      return all;
    }
  }

  /// Uploads a file into the bucket of artefacts.
  ///
  /// @param file beside this one, or where it comes from
  public record Upload(String act, String file, String key, String awsRegion) implements Step {
    @Override
    public String line() {
      return "upload  %s as %s, in %s".formatted(file, key, awsRegion);
    }
  }

  /// Waits.
  public record Await(String act, String stack, String until) implements Step {
    @Override
    public String line() {
      return "await   %s: %s".formatted(stack, until);
    }
  }

  /// Types a command.
  public record Type(String act, String command) implements Step {
    @Override
    public String line() {
      return "type    " + command;
    }
  }

  /// @param region of the plan; empty for all
  static ProvisionIndex of(Plan plan, PlanStacks stacks, Optional<String> region)
      throws ProblemException {
    Predicate<CloudStack> isMeant =
        it -> region.filter(only -> !only.equals(it.region())).isEmpty();
    var steps = new ArrayList<Step>();
    stacks.regions().stream().filter(isMeant).forEach(it -> steps.add(deploy(it, List.of())));
    for (var one : plan.regions().values()) {
      if (region.filter(it -> !it.equals(one.name())).isEmpty()) {
        RegionStack.routes(plan, one).forEach(it -> steps.add(put(plan, it)));
      }
    }
    Replicate.all(plan).stream()
        .filter(it -> region.filter(only -> !only.equals(it.region())).isEmpty())
        .forEach(steps::add);
    stacks.guards().stream().filter(isMeant).forEach(it -> steps.add(deploy(it, List.of())));
    for (var stack : stacks.functions().stream().filter(isMeant).toList()) {
      uploads(plan, stack, steps);
      steps.add(deploy(stack, List.of()));
    }
    for (var stack : stacks.names().stream().filter(isMeant).toList()) {
      steps.add(deploy(stack, List.of(StackParameters.LEAD_USERS + "=" + StackParameters.NO)));
      steps.add(
          new Await(
              "await",
              stack.name(),
              "get-health-check-status says of each health check that the string was not found"));
      steps.add(deploy(stack, List.of(StackParameters.LEAD_USERS + "=" + StackParameters.YES)));
    }
    stacks.options().stream().filter(isMeant).forEach(it -> steps.add(deploy(it, List.of())));
    if (region.isEmpty()) {
      steps.add(new Type("type", adopt(plan.name())));
      steps.add(new Type("type", CHECK));
      steps.add(
          new Type(
              "type",
              "aws organizations attach-policy, of each in organization/; detach-policy before a"
                  + " provision that adds a bucket, and before unprovision"));
    }
    return new ProvisionIndex(
        SCHEMA,
        plan.name(),
        plan.sha256(),
        region,
        steps,
        PlanNeeds.of(plan, region),
        stacks.unmade().stream()
            .filter(it -> region.filter(only -> !only.equals(it.region())).isEmpty())
            .toList());
  }

  /// Typed once all is there.
  public static String adopt(String plan) {
    return "lifeboat adopt PLAN --confirm " + plan;
  }

  private static Step deploy(CloudStack stack, List<String> set) {
    return new Deploy(
        "deploy",
        stack.name(),
        stack.folder(),
        stack.region(),
        stack.awsRegion(),
        set,
        stack.parameters().stream()
            .filter(it -> it.byDefault().isEmpty())
            .map(it -> new Asked(it.name(), it.means(), it.source()))
            .toList(),
        StackOption.of(stack.folder()).isPresent());
  }

  private static Step put(Plan plan, RouteSite site) {
    return new Put(
        "put", site.bucket(), site.key(), site.awsRegion(), Route.first(plan.primary().name()));
  }

  private static void uploads(Plan plan, CloudStack stack, List<Step> steps) {
    if (stack.resources().stream().anyMatch(CloudResource.Function.class::isInstance)) {
      steps.add(
          new Upload(
              "upload",
              "lifeboat-functions.jar with the plan in it (docs/functions.md)",
              FunctionStack.jarKey(plan),
              stack.awsRegion()));
    }
    for (var resource : stack.resources()) {
      if (resource instanceof CloudResource.Machine machine) {
        steps.add(
            new Upload(
                "upload",
                stack.folder() + "/" + machine.definition().file(),
                machine.definition().key(),
                stack.awsRegion()));
      }
    }
  }
}
