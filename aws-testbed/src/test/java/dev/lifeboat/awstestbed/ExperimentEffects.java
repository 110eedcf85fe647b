package dev.lifeboat.awstestbed;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/// What experiments of FIS do to the servers of an account: whatever a test says, whichever
/// template it is.
public final class ExperimentEffects implements BodyHost.Bodies, AutoCloseable {
  private static final Logger LOG = System.getLogger(ExperimentEffects.class.getName());

  private final ExecutorService changes = Executors.newSingleThreadExecutor();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private Effect begin = () -> {};
  private Effect end = () -> {};
  private Optional<Future<?>> change = Optional.empty();

  /// Something that an experiment does.
  public interface Effect {
    void make() throws Exception;
  }

  /// From now on experiments do `onBegin`, and `onEnd` once they are stopped.
  public synchronized void put(Effect onBegin, Effect onEnd) {
    begin = onBegin;
    end = onEnd;
  }

  /// An experiment began, or ends.
  @Override
  public synchronized void tell(JsonNode facts) {
    var event = facts.path("event").asString();
    events.add(event);
    var effect = event.equals("begin") ? begin : end;
    change =
        Optional.of(
            changes.submit(() -> {
              try {
                effect.make();
              } catch (Exception failed) {
                LOG.log(Level.ERROR, "an experiment did not do what it is for", failed);
                throw failed;
              }
              return null;
            }));
  }

  /// How far the newest one is, whatever its name.
  @Override
  public synchronized Optional<BodyHost.State> state(String awsRegion, String name) {
    boolean done = change.filter(it -> it.state() == Future.State.SUCCESS).isPresent();
    return Optional.of(new BodyHost.State(done, "", 0));
  }

  /// What was asked of experiments, in its order.
  public List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public void close() {
    changes.shutdownNow();
  }
}
