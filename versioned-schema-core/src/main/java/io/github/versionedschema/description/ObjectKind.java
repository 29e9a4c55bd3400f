package io.github.versionedschema.description;

/**
 * Kinds of objects, in the order in which they are created where dependencies allow it.
 */
enum ObjectKind {

	EXTENSION("Extensions", Extensions.SQL),

	COLLATION("Collations", TypeStatements.COLLATIONS),

	TYPE("Types", TypeStatements.SQL),

	SEQUENCE("Sequences", SequenceStatements.SQL),

	TABLE("Tables", TableStatements.SQL),

	CONSTRAINT("Keys and checks", ConstraintStatements.KEYS),

	/** Their bodies are not checked, as they may use objects that follow. */
	FUNCTION("Functions", RoutineStatements.SQL),

	AGGREGATE("Aggregates", OperatorStatements.AGGREGATES),

	OPERATOR("Operators", OperatorStatements.OPERATORS),

	VIEW("Views", ViewStatements.SQL),

	INDEX("Indexes", IndexStatements.SQL),

	FOREIGN_KEY("Foreign keys", ConstraintStatements.FOREIGN_KEYS),

	TRIGGER("Triggers", RuleStatements.TRIGGERS),

	RULE("Rules", RuleStatements.RULES),

	POLICY("Policies", RuleStatements.POLICIES),

	STATISTICS("Extended statistics", IndexStatements.STATISTICS),

	SETTING("Settings of tables that name an index", IndexStatements.MARKS),

	COMMENT("Comments", CommentStatements.SQL),

	GRANT("Privileges", GrantStatements.SQL),

	REFRESH("Rows of materialized views", ViewStatements.REFRESHES);

	private final String title;

	private final String sql;

	ObjectKind(String title, String sql) {
		this.title = title;
		this.sql = sql;
	}

	/** Returns the heading in the file. */
	String title() {
		return this.title;
	}

	/**
	 * Returns a query for the objects of this kind, with the columns {@code class_id},
	 * {@code object_id}, {@code name} and {@code sql}.
	 */
	String sql() {
		return this.sql;
	}

}
