package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the templates of a plan would make, read back from their text.
///
/// @param files by path
public record EmittedAccount(Map<String, String> files) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Each plan is emitted once for all tests, by its SHA-256.
  private static final Map<String, EmittedAccount> KNOWN = new ConcurrentHashMap<>();

  /// A resource of CloudFormation.
  public record Made(String folder, String id, String type, JsonNode body) {
    public JsonNode properties() {
      return body.path("Properties");
    }

    public String text(String property) {
      return properties().path(property).asString("");
    }
  }

  public static EmittedAccount of(Plan plan) throws ProblemException {
    var known = KNOWN.get(plan.sha256());
    if (known == null) {
      known = new EmittedAccount(ProvisionFiles.of(plan, "", Optional.empty()).files());
      KNOWN.put(plan.sha256(), known);
    }
    return known;
  }

  /// The parsed files of that name, by their folders.
  public Map<String, JsonNode> each(String name) {
    var found = new LinkedHashMap<String, JsonNode>();
    files.forEach((path, text) -> {
      if (path.endsWith("/" + name)) {
        found.put(path.substring(0, path.indexOf('/')), JSON.readTree(text));
      }
    });
    assertThat(found).as(name).isNotEmpty();
    return found;
  }

  public List<Made> resources() {
    var made = new ArrayList<Made>();
    each(ProvisionFiles.TEMPLATE)
        .forEach((folder, template) ->
            template
                .get("Resources")
                .propertyStream()
                .forEach(it ->
                    made.add(
                        new Made(
                            folder,
                            it.getKey(),
                            it.getValue().get("Type").asString(),
                            it.getValue()))));
    return made;
  }

  public List<Made> resources(String type) {
    return resources().stream().filter(it -> it.type().equals(type)).toList();
  }

  public JsonNode index() {
    return JSON.readTree(files.get(ProvisionFiles.INDEX));
  }
}
