package dev.lifeboat.assess;

import dev.lifeboat.assess.PriceTable.MonthlyPrice;
import dev.lifeboat.files.ShippedText;
import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A price table as a file has it: JSON of schema `lifeboat.prices/v1`.
public final class PriceTableFile {
  private static final String SCHEMA = "lifeboat.prices/v1";
  private static final String SHIPPED = "prices.json";

  /// A table has a dozen prices; a larger file is another one.
  private static final int MOST_BYTES = 1 << 16;

  /// Nobody pays more for one thing a month; beyond it sums lose their sense.
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

  /// Of a price: a thousandth of a thousandth of a cent is finer than any bill.
  private static final int MOST_DECIMALS = 8;

  private static final List<String> KEYS =
      List.of(
          "schema",
          "version",
          "date",
          "currency",
          "source",
          "reserved",
          "spot",
          "transferPerGigabyte",
          "monthly");

  private static final List<String> REGIONS = List.of("primary", "recovery");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private PriceTableFile() {}

  /// The table that this release ships.
  public static PriceTable shipped() {
    return parse(
        ShippedText.beside(PriceTableFile.class, SHIPPED).getBytes(StandardCharsets.UTF_8));
  }

  /// The table of a file.
  ///
  /// @throws ProblemException LB1004 when it cannot be read or is no price table
  public static PriceTable read(Path file) throws ProblemException {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw refused(file, "it is larger than 64 KiB").asException();
      }
      return parse(bytes);
    } catch (IOException unreadable) {
      throw refused(file, FileFailure.reason(unreadable)).asException(unreadable);
    } catch (IllegalArgumentException wrong) {
      throw refused(file, Objects.requireNonNullElse(wrong.getMessage(), "it is none"))
          .asException(wrong);
    }
  }

  private static Problem refused(Path file, String why) {
    return Problem.lasting(
        Code.LB1004,
        "'%s' cannot be used as a price table: %s".formatted(file, why),
        "nothing was assessed",
        "write it as docs/assess.md shows, or leave --prices out for the one that is shipped");
  }

  /// The table of a text.
  ///
  /// @throws IllegalArgumentException that says what is wrong with it
  static PriceTable parse(byte[] text) {
    var root = tree(text);
    requireKeys(root, "", KEYS);
    var schema = text(root, "schema");
    if (!schema.equals(SCHEMA)) {
      throw new IllegalArgumentException("its schema is '%s', not '%s'".formatted(schema, SCHEMA));
    }
    var currency = text(root, "currency");
    if (!currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException(
          "currency is '%s', not three capital letters".formatted(currency));
    }
    return new PriceTable(
        text(root, "version"),
        date(root),
        currency,
        text(root, "source"),
        monthly(root),
        part(root, "reserved", BigDecimal.ONE),
        part(root, "spot", BigDecimal.ONE),
        part(root, "transferPerGigabyte", MOST));
  }

  private static JsonNode tree(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (StreamConstraintsException tooMuch) {
      throw new IllegalArgumentException(FileFailure.reason(tooMuch), tooMuch);
    } catch (JacksonException none) {
      var at = none.getLocation();
      throw new IllegalArgumentException(
          "it is no JSON that says a thing once, line %d, column %d"
              .formatted(at.getLineNr(), at.getColumnNr()),
          none);
    }
  }

  private static LocalDate date(JsonNode root) {
    var date = text(root, "date");
    try {
      return LocalDate.parse(date);
    } catch (DateTimeException none) {
      throw new IllegalArgumentException(
          "date is '%s', not one such as 2026-11-26".formatted(date), none);
    }
  }

  private static Map<PricedItem, MonthlyPrice> monthly(JsonNode root) {
    var prices = new EnumMap<PricedItem, MonthlyPrice>(PricedItem.class);
    for (var entry : root.path("monthly").properties()) {
      var item =
          WordedChoice.find(PricedItem.values(), entry.getKey())
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "monthly has '%s', which nothing is priced by".formatted(entry.getKey())));
      requireKeys(entry.getValue(), "monthly." + entry.getKey() + ".", REGIONS);
      prices.put(item, new MonthlyPrice(price(entry, "primary"), price(entry, "recovery")));
    }
    return prices;
  }

  private static BigDecimal price(Map.Entry<String, JsonNode> item, String region) {
    var name = "monthly.%s.%s".formatted(item.getKey(), region);
    return number(item.getValue().path(region), name, MOST);
  }

  /// Zero in a table that leaves it out, as those of before do.
  private static BigDecimal part(JsonNode root, String key, BigDecimal most) {
    var part = root.path(key);
    return part.isMissingNode() ? BigDecimal.ZERO : number(part, key, most);
  }

  /// A key that is misspelt would price what it means at nothing.
  private static void requireKeys(JsonNode mapping, String path, List<String> known) {
    for (var key : mapping.propertyNames()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "it has '%s%s', which nothing is read from; it may have %s"
                .formatted(path, key, String.join(", ", known)));
      }
    }
  }

  private static BigDecimal number(JsonNode value, String name, BigDecimal most) {
    if (!value.isNumber()
        || value.decimalValue().signum() < 0
        || value.decimalValue().compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s is no number of 0 to %s".formatted(name, most.toPlainString()));
    }
    // As it is written: bills show a price with its digits.
    var number = value.decimalValue();
    if (number.scale() > MOST_DECIMALS) {
      throw new IllegalArgumentException(
          "%s has more than %d digits behind the point".formatted(name, MOST_DECIMALS));
    }
    return number;
  }

  private static String text(JsonNode root, String key) {
    var value = root.path(key);
    if (!value.isString() || value.asString().isBlank()) {
      throw new IllegalArgumentException("it lacks the text '" + key + "'");
    }
    return value.asString();
  }
}
