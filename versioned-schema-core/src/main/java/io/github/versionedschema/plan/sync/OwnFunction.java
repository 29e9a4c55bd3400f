package io.github.versionedschema.plan.sync;

import java.util.List;

import io.github.versionedschema.schema.Identifier;

/**
 * The functions that a plan makes. PostgreSQL lets everybody execute a new function;
 * whoever can execute one of ours could call it from a trigger of his own, over a type
 * with casts of his own, and have these run with the leader's rights. A trigger fires
 * without that right (PostgreSQL manual, "Function Security", CREATE TRIGGER).
 */
final class OwnFunction {

	private OwnFunction() {
	}

	/**
	 * Returns the statements that make a function which nobody but its owner may call.
	 * @param name its name, as it is written in SQL
	 * @param creation the statement that creates it
	 */
	static List<String> create(String name, String creation) {
		return List.of(creation, "REVOKE ALL ON FUNCTION " + name + " FROM PUBLIC");
	}

	/**
	 * Returns the statements that make the function of a trigger. It runs with its
	 * owner's rights and a path of its own: what it calls must not depend on the
	 * writer's. It is the path on which expressions of the user's are read, for what
	 * these call.
	 * @param name its name, as it is written in SQL
	 * @param scope has the path
	 * @param body what PL/pgSQL executes
	 */
	static List<String> ofTrigger(String name, Scope scope, String body) {
		return create(name, replaceTrigger(name, scope, body));
	}

	/**
	 * Returns the statement that gives the function of a trigger another body. Who may
	 * execute it does not change.
	 * @param name its name, as it is written in SQL
	 * @param scope has the path
	 * @param body what PL/pgSQL executes
	 */
	static String replaceTrigger(String name, Scope scope, String body) {
		return """
				CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql
				SECURITY DEFINER SET search_path = %s AS %s""".formatted(name, scope.triggerPath(),
				Identifier.dollarQuoted("\n" + body));
	}

}
