package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What an account has beside stacks, and the lock of a plan, in memory.
final class MemoryObjects implements AccountPort, LockPort {
  final Map<String, String> objects = new TreeMap<>();
  final Map<String, String> found = new TreeMap<>();
  final List<String> runs = new ArrayList<>();
  final List<ArmedGuard> guards = new ArrayList<>();
  final List<String> notes = new ArrayList<>();
  final List<StackRemoval.Fate> beside = new ArrayList<>();
  Optional<String> checkers = Optional.of("15.177.0.0/18");

  /// Why checkers are not told.
  Code unasked = Code.LB2002;

  /// Buckets that replicate.
  final Set<String> rules = new TreeSet<>();

  /// Buckets that are not there.
  final Set<String> unruled = new TreeSet<>();

  boolean templatesDenied;
  boolean lockDenied;
  Optional<ProvisionLock> lock = Optional.empty();
  Mortality life = Mortality.never();
  int looksBeforeReady = 2;

  @Override
  public List<String> openRuns() {
    return List.copyOf(runs);
  }

  @Override
  public List<ArmedGuard> armedGuards() {
    return List.copyOf(guards);
  }

  @Override
  public Optional<String> value(String parameter) throws ProblemException {
    if (!parameter.equals("HealthCheckers")) {
      return Optional.empty();
    }
    if (checkers.isEmpty()) {
      throw ProblemException.passing(unasked, "Route 53 does not say", "it stays", "wait");
    }
    return checkers;
  }

  @Override
  public Map<String, String> found(ProvisionIndex.Deploy step, List<String> missing) {
    var all = new TreeMap<String, String>();
    for (var name : missing) {
      var value = found.get(step.folder() + "." + name);
      if (value != null) {
        all.put(name, value);
      }
    }
    return all;
  }

  @Override
  public boolean isThere(String awsRegion, String bucket, String key) {
    return objects.containsKey(path(awsRegion, bucket, key));
  }

  @Override
  public void put(ProvisionIndex.Put object) {
    if (!isThere(object.awsRegion(), object.bucket(), object.key())) {
      put(object.awsRegion(), object.bucket(), object.key(), object.body());
    }
  }

  @Override
  public RuleState standing(ProvisionIndex.Replicate rule) {
    if (unruled.contains(rule.from())) {
      return new RuleState.Left("there is no bucket " + rule.from());
    }
    return rules.contains(rule.from())
        ? new RuleState.Good()
        : new RuleState.Wrong("no rule replicates %s to %s".formatted(rule.from(), rule.to()));
  }

  @Override
  public void replicate(ProvisionIndex.Replicate rule) {
    life.moment();
    rules.add(rule.from());
    life.moment();
  }

  @Override
  public void put(String awsRegion, String bucket, String key, String text) {
    life.moment();
    objects.put(path(awsRegion, bucket, key), text);
    life.moment();
  }

  @Override
  public void put(String awsRegion, String bucket, String key, byte[] bytes) {
    put(awsRegion, bucket, key, "bytes " + bytes.length);
  }

  @Override
  public Optional<String> unready(StackAddress names) {
    life.moment();
    return looksBeforeReady-- > 0 ? Optional.of("no check has looked") : Optional.empty();
  }

  @Override
  public List<StackRemoval.Fate> beside(Set<String> awsRegions) {
    return beside.stream().filter(it -> awsRegions.contains(it.awsRegion())).toList();
  }

  @Override
  public void endTemplates(String awsRegion) throws ProblemException {
    life.moment();
    if (templatesDenied) {
      throw ProblemException.lasting(
          Code.LB7002, "S3 in %s denies it".formatted(awsRegion), "it stays", "ask for the right");
    }
    beside.removeIf(it -> !it.kept() && it.awsRegion().equals(awsRegion));
  }

  @Override
  public Optional<ProvisionLock> holder() {
    return lock;
  }

  @Override
  public boolean take(ProvisionLock mine) throws ProblemException {
    life.moment();
    if (lockDenied) {
      throw ProblemException.lasting(Code.LB7002, "the lock is denied", "it stays", "ask for it");
    }
    if (lock.isPresent()) {
      return false;
    }
    lock = Optional.of(mine);
    life.moment();
    return true;
  }

  @Override
  public boolean takeOver(ProvisionLock held, ProvisionLock mine) {
    life.moment();
    if (!lock.equals(Optional.of(held))) {
      return false;
    }
    lock = Optional.of(mine);
    life.moment();
    return true;
  }

  /// A killed process gives nothing back.
  @Override
  public void end(ProvisionLock held) {
    life.moment();
    if (lock.equals(Optional.of(held))) {
      lock = Optional.empty();
    }
    life.moment();
  }

  @Override
  public void note(String act, String by, String detail, Instant at) {
    notes.add("%s by %s: %s".formatted(act, by, detail));
  }

  private static String path(String awsRegion, String bucket, String key) {
    return "%s %s/%s".formatted(awsRegion, bucket, key);
  }
}
