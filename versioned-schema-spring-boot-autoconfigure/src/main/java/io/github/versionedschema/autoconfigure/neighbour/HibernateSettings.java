package io.github.versionedschema.autoconfigure.neighbour;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Checks the settings of an EntityManagerFactory or SessionFactory that concern tables
 * and schemas.
 *
 * @param factory kind and name of the factory in messages
 * @param values all its settings
 */
record HibernateSettings(String factory, Map<String, ?> values) {

	private static final List<String> GENERATION = List.of("hibernate.hbm2ddl.auto",
			"jakarta.persistence.schema-generation.database.action",
			"javax.persistence.schema-generation.database.action");

	private static final Set<String> HARMLESS = Set.of("", "none", "validate");

	private static final List<String> DEFAULTS = List.of("hibernate.default_schema", "hibernate.default_catalog");

	/**
	 * Requires that Hibernate does not change tables and finds them on the
	 * {@code search_path} of the session.
	 * @throws UnsafeHibernateSettingException otherwise
	 */
	void requireSafe() {
		for (String name : GENERATION) {
			String value = value(name);
			if (value != null && !HARMLESS.contains(value.toLowerCase(Locale.ROOT))) {
				throw new UnsafeHibernateSettingException("""
						Hibernate would change tables by itself: %s has %s=%s, and its DataSource is \
						pinned to the application's version. "create" drops the application's tables, \
						and new tables are created in the version schema, where other releases do not \
						find them.""".formatted(this.factory, name, value), """
						Set spring.jpa.hibernate.ddl-auto to none or validate, and remove %s from \
						spring.jpa.properties, persistence.xml, hibernate.properties and beans that set it. Let \
						migrations change the schema. If the DataSource needs no versions, name the \
						DataSources to pin in versioned-schema.pin.""".formatted(name));
			}
		}
		for (String name : DEFAULTS) {
			String value = value(name);
			if (value != null && !value.isEmpty()) {
				throw new UnsafeHibernateSettingException("""
						Hibernate would bypass the application's version: %s has %s=%s, which \
						qualifies each table with that name, and its DataSource is pinned to the version."""
					.formatted(this.factory, name, value), """
							Remove %s from spring.jpa.properties, persistence.xml, hibernate.properties and \
							beans that set it. The tables are found on the search_path of each connection; set \
							versioned-schema.schema to the schema that contains them.""".formatted(name));
			}
		}
	}

	private @Nullable String value(String name) {
		Object value = this.values.get(name);
		return (value != null) ? value.toString().trim() : null;
	}

}
