package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is asked of an account beside its stacks.
public interface AccountPort {
  /// Runs that are open on workloads of the plan, each in words; empty where no placement can say
  /// so yet.
  List<String> openRuns() throws ProblemException, InterruptedException;

  /// Guards that hold a database of the plan, each with the command that takes it from them.
  List<ArmedGuard> armedGuards() throws ProblemException, InterruptedException;

  /// What AWS knows for a parameter, with commas between; empty where it knows nothing.
  Optional<String> value(String parameter) throws ProblemException, InterruptedException;

  /// Values that the plan leads to in the account, by parameter; none for what could be more than
  /// one.
  ///
  /// @param missing parameters of the stack that nobody said
  Map<String, String> found(ProvisionIndex.Deploy step, List<String> missing)
      throws ProblemException, InterruptedException;

  /// Whether there is such an object.
  boolean isThere(String awsRegion, String bucket, String key)
      throws ProblemException, InterruptedException;

  /// Puts the first object of a route, unless one is there.
  void put(ProvisionIndex.Put object) throws ProblemException, InterruptedException;

  /// How a rule stands that leads from one bucket to another.
  RuleState standing(ProvisionIndex.Replicate rule) throws ProblemException, InterruptedException;

  /// Makes a rule as the plan says, whoever wrote it. Rules that lead elsewhere stay.
  void replicate(ProvisionIndex.Replicate rule) throws ProblemException, InterruptedException;

  /// Puts a text.
  void put(String awsRegion, String bucket, String key, String text)
      throws ProblemException, InterruptedException;

  /// Puts bytes, which may be many.
  void put(String awsRegion, String bucket, String key, byte[] bytes)
      throws ProblemException, InterruptedException;

  /// Why users may not be led by the health checks of a stack yet; empty once each has looked.
  Optional<String> unready(StackAddress names) throws ProblemException, InterruptedException;

  /// What the plan has that is in no stack, and what becomes of it.
  ///
  /// @param awsRegions of its stacks
  List<StackRemoval.Fate> beside(Set<String> awsRegions)
      throws ProblemException, InterruptedException;

  /// Removes the bucket of long templates in a region, if there is one.
  void endTemplates(String awsRegion) throws ProblemException, InterruptedException;
}
