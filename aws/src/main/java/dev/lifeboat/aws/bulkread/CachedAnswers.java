package dev.lifeboat.aws.bulkread;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Questions that are asked once for each key, however many ask.
final class CachedAnswers<K, T> {
  private final Function<K, T> question;
  private final Map<K, CachedAnswer<T>> asked = new ConcurrentHashMap<>();

  CachedAnswers(Function<K, T> question) {
    this.question = question;
  }

  /// Questions that are asked one by one, since AWS has no page that answers them.
  static <K, T> CachedAnswers<K, T> within(QuestionBudget budget, Function<K, T> question) {
    return new CachedAnswers<>(key -> {
      budget.take();
      return question.apply(key);
    });
  }

  T get(K key) {
    return asked.computeIfAbsent(key, it -> new CachedAnswer<>(() -> question.apply(it))).get();
  }
}
