package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ResourceIdsTest {
  private static final String RENAME = "; rename one: slots and buckets have that name too\n";

  /// Two workloads that call everything alike, and one resource of the first that is its own.
  private static final String ALIKE =
      """
      plan: small
      regions: { east: {}, west: {} }
      workloads:
        shop:
          objectives: { rto: 15m, rpo: 5m }
          resources:
            db: { type: database }
            files: { type: bucket }
            web: { type: service, run: [serve], uses: [db, files] }
            entry: { type: traffic, to: web }
            cards: { type: database }
        bank:
          objectives: { rto: 15m, rpo: 5m }
          resources:
            db: { type: database }
            files: { type: bucket }
            web: { type: service, run: [serve], uses: [files, db] }
            entry: { type: traffic, to: web }
      """;

  @Test
  void a_name_that_several_workloads_have_gets_its_workload_before_it() {
    var plan = Samples.valid(ALIKE);

    assertThat(plan.workload("shop").resources().keySet())
        .containsExactly("shop-db", "shop-files", "shop-web", "shop-entry", "cards");
    assertThat(plan.workload("bank").resources().keySet())
        .containsExactly("bank-db", "bank-files", "bank-web", "bank-entry");
  }

  @Test
  void those_beside_it_name_it_as_the_file_does() {
    var bank = Samples.valid(ALIKE).workload("bank");

    assertThat(bank.resource(Service.class, "bank-web").uses())
        .containsExactly("bank-files", "bank-db");
    assertThat(bank.resource(Traffic.class, "bank-entry").to()).isEqualTo("bank-web");
    assertThat(Samples.mistakes("p", ALIKE.replace("to: web", "to: shop-web")))
        .contains("is 'shop-web', which is no service of this workload");
  }

  /// Goal: a reader of the file may sort its workloads, and nothing moves.
  @Test
  void the_order_of_the_file_changes_no_name() {
    var shop = ALIKE.substring(ALIKE.indexOf("  shop:"), ALIKE.indexOf("  bank:"));
    var sorted = ALIKE.replace(shop, "") + shop;

    assertThat(Samples.valid(sorted).workloads()).isEqualTo(Samples.valid(ALIKE).workloads());
  }

  @Test
  void from_outside_a_repeated_name_means_nothing_by_itself() {
    var rows = "canary: { rows: { database: %s, query: '{client}', remove: '{client}' } }\n";

    assertThat(Samples.mistakes("p", ALIKE + rows.formatted("db")))
        .contains(
            "canary.rows.database names what several workloads have; write one of shop-db, bank-db");
    assertThat(rows(ALIKE + rows.formatted("bank-db"))).isEqualTo("bank-db");
    assertThat(rows(ALIKE + rows.formatted("cards"))).isEqualTo("cards");
  }

  private static String rows(String text) {
    var plan = Samples.valid(text);
    return plan.canary().rows(plan.workload("bank")).orElseThrow().database();
  }

  @Test
  void keys_of_stores_are_named_over_the_plan() {
    var keys = "assess: { keys: { %s: { rotated: 2026-11-01 } } }\n";

    assertThat(Samples.mistakes("p", ALIKE + keys.formatted("files")))
        .contains("assess.keys.files names what several workloads have; ")
        .contains("write one of shop-files, bank-files");
    assertThat(Samples.valid(ALIKE + keys.formatted("bank-files")).assess().keys())
        .containsOnlyKeys("bank-files");
  }

  @Test
  void a_name_that_another_resource_has_by_itself_is_refused() {
    assertThat(Samples.mistakes("p", ALIKE.replace("cards", "bank-db")))
        .isEqualTo(
            "p:15:7: workloads.bank.resources.db is called 'bank-db' over the whole plan, as others"
                + " are called 'db' too, and that is 'bank-db' of workload 'shop' already"
                + RENAME);
  }

  /// `a-b` of `c` and `a` of `b-c` would be one.
  @Test
  void two_that_would_be_called_alike_are_refused() {
    var plan =
        """
        plan: small
        regions: { east: {}, west: {} }
        workloads:
          a-b: { objectives: { rto: 1h, rpo: 5m }, resources: { c: { type: database } } }
          a: { objectives: { rto: 1h, rpo: 5m }, resources: { b-c: { type: database } } }
          d: { objectives: { rto: 1h, rpo: 5m }, resources: { c: { type: database } } }
          e: { objectives: { rto: 1h, rpo: 5m }, resources: { b-c: { type: database } } }
        """;

    assertThat(Samples.mistakes("p", plan))
        .isEqualTo(
            "p:5:55: workloads.a.resources.b-c is called 'a-b-c' over the whole plan, as others are"
                + " called 'b-c' too, and that is 'c' of workload 'a-b' already"
                + RENAME);
  }

  /// Slots and buckets take 63 characters, of which the plan's and the region's names take some.
  @Test
  void the_longer_name_is_no_longer_than_any_other() {
    var longest = "s".repeat(Names.LONGEST - "-entry".length());

    assertThat(Samples.valid(ALIKE.replace("shop:", longest + ":")).resources(Database.class))
        .extracting(Database::name)
        .contains(longest + "-db");
    assertThat(Samples.mistakes("p", ALIKE.replace("shop:", longest + "s:")))
        .contains("and that is longer than 41 characters" + RENAME);
  }

  @Test
  void people_name_it_either_way() {
    var plan = Samples.valid(ALIKE);

    assertThat(plan.workload("shop").called("db")).contains("shop-db");
    assertThat(plan.workload("shop").called("shop-db")).contains("shop-db");
    assertThat(plan.workload("shop").called("cards")).contains("cards");
    assertThat(plan.workload("shop").called("bank-db")).isEmpty();
    assertThat(plan.called("db")).containsExactly("shop-db", "bank-db");
    assertThat(plan.called("bank-db")).containsExactly("bank-db");
    assertThat(plan.called("cards")).containsExactly("cards");
    assertThat(plan.called("gone")).isEmpty();
  }

  /// Goal: over the plan no two are called alike, and who has a name alone keeps it.
  @Property(tries = 500)
  void names_over_the_plan_are_unique(@ForAll long seed) {
    var random = new Random(seed);
    var workloads = new LinkedHashMap<String, Map<String, String>>();
    for (var workload : List.of("a", "a-b", "b", "c", "b-c")) {
      var types = new LinkedHashMap<String, String>();
      for (var name : List.of("a", "b", "c", "a-b", "b-c", "a-b-c", "b-b")) {
        if (random.nextInt(3) == 0) {
          types.put(name, Database.TYPE);
        }
      }
      workloads.put(workload, types);
    }
    var ids = new ResourceIds(workloads);

    var seen = new HashSet<String>();
    workloads.forEach((workload, types) ->
        types
            .keySet()
            .forEach(name -> {
              var id = ids.of(workload, name);
              boolean isAlone =
                  workloads.values().stream().filter(it -> it.containsKey(name)).count() == 1;
              assertThat(id).isEqualTo(isAlone ? name : workload + "-" + name);
              if (ids.fault(workload, name).isEmpty()) {
                assertThat(seen.add(id)).as("%s of %s", name, workload).isTrue();
              }
            }));
  }

  /// Goal: a plan that was valid before says what it said, name by name.
  @Property(tries = 200)
  void without_repeated_names_nothing_is_called_otherwise(@ForAll long seed) {
    var plan = new RandomPlan(seed).next();
    var workloads = new LinkedHashMap<String, Map<String, String>>();
    plan.workloads()
        .forEach((name, it) -> workloads.put(name, Copies.each(it.resources(), Resource::type)));
    var ids = new ResourceIds(workloads);

    workloads.forEach((workload, types) ->
        types
            .keySet()
            .forEach(name -> {
              assertThat(ids.of(workload, name)).isEqualTo(name);
              assertThat(ids.fault(workload, name)).isEmpty();
            }));
  }
}
