package io.github.versionedschema.event;

import java.time.Duration;

/**
 * Formats durations as readable text.
 */
public final class DurationText {

	private DurationText() {
	}

	/**
	 * Formats a number of seconds, for example as {@code 1 h 3 min}.
	 * @param seconds the number
	 * @return the text
	 */
	public static String of(double seconds) {
		Duration duration = Duration.ofSeconds(Math.max(1, Math.round(seconds)));
		if (duration.toHours() > 0) {
			return duration.toHours() + " h " + duration.toMinutesPart() + " min";
		}
		if (duration.toMinutes() > 0) {
			return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
		}
		return duration.toSeconds() + " s";
	}

}
