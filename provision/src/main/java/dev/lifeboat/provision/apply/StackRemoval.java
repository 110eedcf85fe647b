package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionFiles;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes the stacks of a plan away again, the last one first: what acts by itself goes before what
/// it acts on. What was not made by them is never touched. Used by one thread, which holds the
/// plan's lock.
public record StackRemoval(
    ProvisionFiles files,
    StackPort stacks,
    AccountPort account,
    ProvisionWaiter waiter,
    ProvisionNews news) {
  /// The folder of the functions; those of more workloads add a number.
  static final String FUNCTIONS = "functions";

  /// What becomes of one thing.
  ///
  /// @param stack null for what is in none
  /// @param name in the account, or its id where nobody knows that
  /// @param kept whether it stays
  /// @param why it does, or what its loss means
  public record Fate(
      @Nullable String stack,
      String awsRegion,
      String type,
      String name,
      boolean kept,
      String why) {
    /// As a line for people.
    public String line() {
      return "  %s %-36s %s%s"
          .formatted(kept ? "=" : "-", type, name, why.isEmpty() ? "" : ": " + why);
    }
  }

  /// What would go, and what would stay; changes nothing.
  ///
  /// @throws ProblemException LB3019 when data would go, or a guard holds a database; LB7013 when a
  ///   stack waits for a person
  public List<Fate> preview() throws ProblemException, InterruptedException {
    requireDisarmed();
    var fates = new ArrayList<Fate>();
    for (var at : all()) {
      if (hasResources(deployment(at).atRest())) {
        add(at, fates);
      }
    }
    fates.addAll(account.beside(awsRegions()));
    return List.copyOf(fates);
  }

  private void add(StackAddress at, List<Fate> fates)
      throws ProblemException, InterruptedException {
    var names = stacks.names(at);
    for (var entry : stacks.template(at).resources().entrySet()) {
      var resource = entry.getValue();
      DataRule.requireKept(at, entry.getKey(), Optional.of(resource));
      if (names.containsKey(entry.getKey())) {
        fates.add(
            new Fate(
                at.name(),
                at.awsRegion(),
                resource.type(),
                names.getOrDefault(entry.getKey(), entry.getKey()),
                resource.kept(),
                resource.kept() ? whyKept(resource.type()) : meaning(resource.type())));
      }
    }
  }

  private static String whyKept(String type) {
    return switch (type) {
      case "AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table" ->
          "it says where writers are, who may write, and what runs did";
      case "AWS::S3::Bucket" -> "it holds objects; delete it once nobody needs them";
      case "AWS::KMS::Key" -> "what it encrypted cannot be read without it";
      case "AWS::Logs::LogGroup" -> "what was logged is kept for its time";
      default -> "its template keeps it";
    };
  }

  private static String meaning(String type) {
    return switch (type) {
      case "AWS::Route53::RecordSet" -> "users are led nowhere by it";
      case "AWS::Scheduler::Schedule" -> "nothing watches or moves by itself any more";
      case "AWS::CloudTrail::Trail" -> "nothing writes down any more who did what";
      case "AWS::ECS::Service" -> "its guards end, and write no report any more";
      case "AWS::FIS::ExperimentTemplate" -> "a drill that names it breaks nothing";
      case "AWS::Synthetics::Canary" -> "nobody asks as users do any more";
      case "AWS::CloudWatch::Alarm" -> "nobody is told any more";
      default -> "";
    };
  }

  /// A guard whose tables or role went would refuse every write of users.
  private void requireDisarmed() throws ProblemException, InterruptedException {
    var armed = account.armedGuards();
    if (!armed.isEmpty()) {
      throw ProblemException.lasting(
          Code.LB3019,
          "a guard still holds what would lose its tables and role: " + ArmedGuard.words(armed),
          "its database would refuse every write of users; nothing was removed",
          "release each guard as it is told, then repeat the command");
    }
  }

  /// Removes them. Those that are gone already cost nothing.
  ///
  /// @throws ProblemException as [#preview]; LB7013 when one cannot be removed
  public void run() throws ProblemException, InterruptedException {
    requireDisarmed();
    for (var at : all()) {
      // One whose removal failed is tried again, so it is not asked whether it is stuck.
      var look = deployment(at).atRest();
      if (look.isPresent()) {
        if (hasResources(look)) {
          requireKept(at);
        }
        news.tell(at.name(), "begun", "removal in " + at.awsRegion());
        deployment(at).remove();
        news.tell(at.name(), "done", "removed");
      } else {
        news.tell(at.name(), "same", "no such stack in " + at.awsRegion());
      }
    }
    for (var region : awsRegions()) {
      endTemplates(region);
    }
  }

  /// The stacks are gone by now: what may not be looked at is left, and told.
  private void endTemplates(String awsRegion) throws ProblemException, InterruptedException {
    try {
      account.endTemplates(awsRegion);
    } catch (ProblemException denied) {
      if (denied.problem().code() != Code.LB7002) {
        throw denied;
      }
      news.tell("templates", "left", denied.problem().happened());
    }
  }

  private Set<String> awsRegions() {
    var regions = new LinkedHashSet<String>();
    inReverse().forEach(it -> regions.add(it.awsRegion()));
    return regions;
  }

  private void requireKept(StackAddress at) throws ProblemException, InterruptedException {
    for (var entry : stacks.template(at).resources().entrySet()) {
      DataRule.requireKept(at, entry.getKey(), Optional.of(entry.getValue()));
    }
  }

  private static boolean hasResources(Optional<StackLook> look) {
    return look.filter(it -> it.standing() != StackLook.Standing.UNDER_REVIEW).isPresent();
  }

  private StackDeployment deployment(StackAddress at) {
    return new StackDeployment(stacks, waiter, at);
  }

  /// First those that an earlier form of the plan left and no step names any more.
  private List<StackAddress> all() throws ProblemException, InterruptedException {
    var named = inReverse();
    var all = new ArrayList<StackAddress>();
    for (var region : awsRegions()) {
      all.addAll(ofPlan(region));
    }
    all.removeAll(named);
    all.addAll(named);
    return all;
  }

  /// Whoever may not list stacks can still remove those that are known.
  private List<StackAddress> ofPlan(String awsRegion)
      throws ProblemException, InterruptedException {
    try {
      return stacks.all(awsRegion);
    } catch (ProblemException denied) {
      if (denied.problem().code() != Code.LB7002) {
        throw denied;
      }
      news.tell("stacks", "left", denied.problem().happened());
      return List.of();
    }
  }

  /// Functions first, since they act by themselves; then names, then regions.
  private List<StackAddress> inReverse() {
    var functions = new LinkedHashMap<String, StackAddress>();
    var others = new LinkedHashMap<String, StackAddress>();
    for (var step : files.index().steps()) {
      if (step instanceof ProvisionIndex.Deploy deploy) {
        (deploy.folder().startsWith(FUNCTIONS) ? functions : others)
            .put(deploy.stack(), ProvisionRun.address(deploy));
      }
    }
    var all = new ArrayList<StackAddress>(functions.values());
    all.addAll(List.copyOf(others.values()).reversed());
    return all;
  }
}
