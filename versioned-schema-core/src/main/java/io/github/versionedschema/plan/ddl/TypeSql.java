package io.github.versionedschema.plan.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.model.type.CompositeAttribute;
import io.github.versionedschema.migration.model.type.DomainCheck;
import io.github.versionedschema.migration.model.type.DomainDefinition;
import io.github.versionedschema.migration.model.type.NewValue;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.draft.type.AddedValue;
import io.github.versionedschema.plan.draft.type.CreatedType;
import io.github.versionedschema.plan.draft.type.ReplacedType;
import io.github.versionedschema.plan.draft.type.TypeDefinition;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.SchemaType;

/**
 * Writes the DDL of a new type.
 */
public final class TypeSql {

	private final CreatedType type;

	private final String sqlName;

	public TypeSql(String schema, CreatedType type) {
		this.type = type;
		this.sqlName = Identifier.qualified(schema, type.name());
	}

	/** Returns the statements that create it, in order. */
	public List<String> statements() {
		List<String> statements = new ArrayList<>();
		statements.add(create());
		if (this.type.comment() != null) {
			statements.add("COMMENT ON TYPE %s IS %s".formatted(this.sqlName, Identifier.literal(this.type.comment())));
		}
		return statements;
	}

	/** Returns the statement that drops it, if it was created. */
	public String drop() {
		return "DROP TYPE IF EXISTS " + this.sqlName;
	}

	/**
	 * Returns the check that creates it. If that fails, another type stands in for it, so
	 * that only the type itself is reported.
	 */
	public Check check() {
		return new Check("type " + this.type.name(), String.join(";\n", statements()), -1, this.type.source(), null,
				"CREATE DOMAIN %s AS text".formatted(this.sqlName));
	}

	/**
	 * Returns the statement that adds a value to an enum.
	 * @param schema the schema of the enum
	 */
	public static String add(String schema, AddedValue added) {
		NewValue value = added.value();
		String place = (value.before() != null) ? " BEFORE " + Identifier.literal(value.before())
				: (value.after() != null) ? " AFTER " + Identifier.literal(value.after()) : "";
		return "ALTER TYPE %s ADD VALUE IF NOT EXISTS %s%s".formatted(Identifier.qualified(schema, added.type()),
				Identifier.literal(value.value()), place);
	}

	/** Returns the check that adds a value to an enum. */
	public static Check check(String schema, AddedValue added) {
		return new Check("value %s of type %s".formatted(added.value().value(), added.type()), add(schema, added), -1,
				added.source());
	}

	/**
	 * Returns the statements that create the newer version's own enum.
	 * @param schema the newer version's schema
	 */
	public static List<String> createOther(String schema, ReplacedType type) {
		List<String> statements = new ArrayList<>();
		String sqlName = Identifier.qualified(schema, type.name());
		statements.add(ofEnum(sqlName, type.values()));
		SchemaType source = type.source();
		if (source.comment() != null) {
			statements.add("COMMENT ON TYPE %s IS %s".formatted(sqlName, Identifier.literal(source.comment())));
		}
		if (!source.grants().isEmpty()) {
			statements.add("REVOKE ALL ON TYPE %s FROM PUBLIC".formatted(sqlName));
		}
		source.grants()
			.stream()
			.filter((grant) -> !source.owner().equals(grant.role()))
			.map((grant) -> "GRANT %s ON TYPE %s TO %s%s".formatted(grant.privilege(), sqlName,
					(grant.role() != null) ? Identifier.quote(grant.role()) : "PUBLIC",
					grant.grantable() ? " WITH GRANT OPTION" : ""))
			.forEach(statements::add);
		return statements;
	}

	/**
	 * Returns the check that creates the newer version's own enum.
	 * @param schema the newer version's schema
	 */
	public static Check checkOther(String schema, ReplacedType type) {
		List<String> statements = new ArrayList<>();
		statements.add("CREATE SCHEMA IF NOT EXISTS " + Identifier.quote(schema));
		statements.addAll(createOther(schema, type));
		return new Check("type " + type.name(), String.join(";\n", statements), -1, type.operation());
	}

	private static String ofEnum(String sqlName, List<String> values) {
		return "CREATE TYPE %s AS ENUM (%s)".formatted(sqlName,
				values.stream().map(Identifier::literal).collect(Collectors.joining(", ")));
	}

	private String create() {
		if (this.type.definition() instanceof TypeDefinition.OfEnum of) {
			return ofEnum(this.sqlName, of.values());
		}
		if (this.type.definition() instanceof TypeDefinition.OfComposite of) {
			return "CREATE TYPE %s AS (%s)".formatted(this.sqlName,
					of.attributes().stream().map(TypeSql::attribute).collect(Collectors.joining(", ")));
		}
		return createDomain(((TypeDefinition.OfDomain) this.type.definition()).domain());
	}

	private static String attribute(CompositeAttribute attribute) {
		return Identifier.quote(attribute.name()) + ' ' + attribute.type()
				+ ((attribute.collate() != null) ? " COLLATE " + attribute.collate() : "");
	}

	private String createDomain(DomainDefinition domain) {
		StringBuilder sql = new StringBuilder("CREATE DOMAIN %s AS %s".formatted(this.sqlName, domain.type()));
		if (domain.collate() != null) {
			sql.append(" COLLATE ").append(domain.collate());
		}
		if (domain.defaultValue() != null) {
			sql.append(" DEFAULT (\n").append(domain.defaultValue()).append("\n)");
		}
		if (Boolean.FALSE.equals(domain.nullable())) {
			sql.append(" NOT NULL");
		}
		DomainCheck check = domain.check();
		if (check != null) {
			sql.append((check.name() != null) ? " CONSTRAINT " + Identifier.quote(check.name()) : "")
				.append(" CHECK (\n")
				.append(check.constraint())
				.append("\n)");
		}
		return sql.toString();
	}

}
