package dev.lifeboat.provision;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/// The stacks of a plan on AWS, in the order in which they are deployed: first who votes, then the
/// region that recovers, since nothing in it may wait for the one that may be lost.
///
/// @param regions one for each region of the plan, with more for the alarms of a large one
/// @param guards one for each of the two regions where a person may have guards run on Fargate
/// @param unmade those of `guards` that this plan has none of
/// @param functions none where nothing moves writers inside the account
/// @param names one for each name that objects lead
/// @param options what breaks and what asks as users do, where a person wants it
record PlanStacks(
    List<CloudStack> regions,
    List<CloudStack> guards,
    List<ProvisionIndex.Unmade> unmade,
    List<CloudStack> functions,
    List<CloudStack> names,
    List<CloudStack> options) {
  private static final List<Region.Role> ORDER =
      List.of(Region.Role.ARBITER, Region.Role.RECOVERY, Region.Role.PRIMARY);

  PlanStacks {
    regions = List.copyOf(regions);
    guards = List.copyOf(guards);
    unmade = List.copyOf(unmade);
    functions = List.copyOf(functions);
    names = List.copyOf(names);
    options = List.copyOf(options);
  }

  /// @param text of the whole plan
  /// @throws ProblemException LB2008 when the plan does not say where something is; LB2006 or
  ///   LB2009 when a workload that needs a state machine can have none
  static PlanStacks of(Plan plan, String text) throws ProblemException {
    var names = new StackNames(plan);
    var regions = new ArrayList<CloudStack>();
    var guards = new ArrayList<CloudStack>();
    var unmade = new ArrayList<ProvisionIndex.Unmade>();
    var options = new ArrayList<CloudStack>();
    for (var role : ORDER) {
      for (var region : plan.regions(role)) {
        regions.add(new RegionStack(plan, region, names).stack());
        regions.addAll(new AlarmStack(plan, region).stacks());
        var ofRegion = new GuardStack(plan, text, region, names);
        ofRegion.stack().ifPresent(guards::add);
        ofRegion.unmade().ifPresent(unmade::add);
        options.addAll(new ExperimentStack(plan, region, names).stacks());
      }
    }
    new VisitorStack(plan, names).stack().ifPresent(options::add);
    return new PlanStacks(
        regions, guards, unmade, FunctionStack.of(plan, names), NameStack.of(plan, names), options);
  }

  List<CloudStack> all() {
    var all = new ArrayList<>(regions);
    all.addAll(guards);
    all.addAll(functions);
    all.addAll(names);
    all.addAll(options);
    return all;
  }
}
