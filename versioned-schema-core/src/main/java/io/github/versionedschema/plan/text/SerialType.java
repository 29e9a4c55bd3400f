package io.github.versionedschema.plan.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The serial pseudo-types: an integer column with an owned sequence and a default
 * (PostgreSQL manual, section "Serial Types").
 */
public final class SerialType {

	private static final Map<String, String> PLAIN = Map.of("serial", "integer", "serial4", "integer", "bigserial",
			"bigint", "serial8", "bigint", "smallserial", "smallint", "serial2", "smallint");

	private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint", "int", "int2", "int4", "int8");

	private SerialType() {
	}

	public static boolean isSerial(String type) {
		return PLAIN.containsKey(type.strip().toLowerCase(Locale.ROOT));
	}

	public static String plain(String type) {
		return PLAIN.getOrDefault(type.strip().toLowerCase(Locale.ROOT), type);
	}

	/** Returns whether a type is allowed for an identity column. */
	public static boolean isInteger(String type) {
		return INTEGERS.contains(plain(type).strip().toLowerCase(Locale.ROOT));
	}

}
