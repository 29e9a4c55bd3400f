package io.github.versionedschema.migration.hint;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What an operation asks for its steps, instead of what the settings say. It says nothing
 * about what the operation does.
 *
 * @param lockTimeoutMillis how long one transaction waits at most for locks on tables in
 * use; what the property says if absent
 * @param batchMillis the target duration of one batch of a backfill; what the property
 * says if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Hints(@Nullable Long lockTimeoutMillis, @Nullable Long batchMillis) {

	/** Nothing but the settings. */
	public static final Hints NONE = new Hints(null, null);

	/** Returns hints for a step of both operations: the more careful of each. */
	public Hints and(Hints other) {
		return new Hints(least(this.lockTimeoutMillis, other.lockTimeoutMillis),
				least(this.batchMillis, other.batchMillis));
	}

	private static @Nullable Long least(@Nullable Long one, @Nullable Long other) {
		return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
			.flatMap(Optional::stream)
			.min(Comparator.naturalOrder())
			.orElse(null);
	}

	/**
	 * Returns how long one transaction waits for locks.
	 * @param setting what the settings say
	 */
	public Duration lockTimeout(Duration setting) {
		return (this.lockTimeoutMillis != null) ? Duration.ofMillis(this.lockTimeoutMillis) : setting;
	}

	/**
	 * Returns the target duration of a batch.
	 * @param setting what the settings say
	 */
	public Duration batchTime(Duration setting) {
		return (this.batchMillis != null) ? Duration.ofMillis(this.batchMillis) : setting;
	}

}
