package io.github.versionedschema.autoconfigure.support;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.versionedschema.test.TestDatabase;

/**
 * Replaces what differs from run to run in text for the documentation: times, process
 * IDs, hosts, roles, ports and folders.
 */
public final class Stable {

	private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

	private static final Pattern SECONDS = Pattern.compile("(Seconds\" : )[0-9.]+");

	private static final Pattern PID = Pattern.compile("(\"pid\" : |\\bpids? |\"pids\" : \\[ )(\\d+)");

	private static final Pattern HOST = Pattern.compile("(\"host\" : )\"[^\"]*\"");

	private static final Pattern RELEASE = Pattern.compile("(\"applicationVersion\" : )(null|\"[0-9.]+\")");

	/** Its columns are as wide as the name of the host. */
	private static final Pattern HISTORY = Pattern.compile("History:\n(?:.+\n)+\n");

	private static final Pattern PIDS_LINE = Pattern.compile("(Pids\n[- ]+  )-+");

	private static final Pattern PIDS_CELL = Pattern.compile("(?m)(Z  )\\d+$");

	private final Map<Pattern, String> replacements = new LinkedHashMap<>();

	/**
	 * Creates the replacements for a database.
	 * @param database whose role is shown as {@code app}
	 */
	public Stable(TestDatabase database) {
		this.replacements.put(TIME, "2026-11-23T09:30:00Z");
		this.replacements.put(Pattern.compile("open for \\d+ s"), "open for 42 s");
		this.replacements.put(SECONDS, "$11.5");
		this.replacements.put(PID, "$14711");
		this.replacements.put(HOST, "$1\"shop-7d4b9\"");
		this.replacements.put(RELEASE, "$1\"2.0.0\"");
		this.replacements.put(HISTORY, "History:\n…\n\n");
		this.replacements.put(PIDS_LINE, "$1----");
		this.replacements.put(PIDS_CELL, "$14711");
		this.replacements.put(Pattern.compile("\\brole " + Pattern.quote(database.user()) + "\\b"), "role app");
		this.replacements.put(Pattern.compile("(\"(?:user|role)\" : )\"" + Pattern.quote(database.user()) + "\""),
				"$1\"app\"");
	}

	/** Adds a replacement. */
	public Stable with(String regex, String replacement) {
		this.replacements.put(Pattern.compile(regex), replacement);
		return this;
	}

	/** Returns a text with all replacements. */
	public String of(String text) {
		String stable = text;
		for (Map.Entry<Pattern, String> replacement : this.replacements.entrySet()) {
			Matcher matcher = replacement.getKey().matcher(stable);
			stable = matcher.replaceAll(replacement.getValue());
		}
		return stable;
	}

}
