package io.github.versionedschema.plan.sync;

import java.util.List;

import io.github.versionedschema.schema.Identifier;

/**
 * Writes the functions of a plan without EXECUTE privilege for other roles. By default,
 * every role may execute a new function. With this privilege, a role could call the
 * function from its own trigger, with a type that has its own casts, and have these run
 * with the leader's privileges. Triggers fire without this privilege (PostgreSQL manual,
 * "Function Security", CREATE TRIGGER).
 */
public final class OwnFunction {

	private OwnFunction() {
	}

	/**
	 * Returns the statements that create a function which only its owner may call.
	 * @param name its name, as written in SQL
	 * @param creation the statement that creates it
	 */
	public static List<String> create(String name, String creation) {
		return List.of(creation, "REVOKE ALL ON FUNCTION " + name + " FROM PUBLIC");
	}

	/**
	 * Returns the statements that create a trigger function. It runs with its owner's
	 * privileges and its own search path, so that it does not depend on the client's.
	 * This is the search path with which user expressions are parsed.
	 * @param name its name, as written in SQL
	 * @param scope the scope with the search path
	 * @param body the PL/pgSQL body
	 */
	public static List<String> ofTrigger(String name, Scope scope, String body) {
		return create(name, replaceTrigger(name, scope, body));
	}

	/**
	 * Returns the statement that replaces the body of a trigger function. Its privileges
	 * do not change.
	 * @param name its name, as written in SQL
	 * @param scope the scope with the search path
	 * @param body the PL/pgSQL body
	 */
	public static String replaceTrigger(String name, Scope scope, String body) {
		return """
				CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql
				SECURITY DEFINER SET search_path = %s AS %s""".formatted(name, scope.triggerPath(),
				Identifier.dollarQuoted("\n" + body));
	}

}
