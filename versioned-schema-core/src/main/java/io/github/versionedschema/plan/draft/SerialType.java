package io.github.versionedschema.plan.draft;

import java.util.Locale;
import java.util.Map;

/**
 * The serial pseudo types: an integer, a sequence that the column owns, and a default
 * (PostgreSQL manual, section "Serial Types").
 */
final class SerialType {

	private static final Map<String, String> PLAIN = Map.of("serial", "integer", "serial4", "integer", "bigserial",
			"bigint", "serial8", "bigint", "smallserial", "smallint", "serial2", "smallint");

	private SerialType() {
	}

	static boolean isSerial(String type) {
		return PLAIN.containsKey(type.strip().toLowerCase(Locale.ROOT));
	}

	static String plain(String type) {
		return PLAIN.getOrDefault(type.strip().toLowerCase(Locale.ROOT), type);
	}

}
