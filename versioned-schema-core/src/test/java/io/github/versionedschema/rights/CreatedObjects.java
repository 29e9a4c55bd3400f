package io.github.versionedschema.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.versionedschema.test.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds all objects that were created in an initially empty database, and problems with
 * their privileges or the names that they use. Objects that SQL of a migration file
 * creates are excluded.
 */
final class CreatedObjects {

	/** Objects that SQL of the tests creates. */
	private static final String OF_USERS = "^public\\.(loud|decoy|length|record_image_ne)\\(";

	/**
	 * Functions with which a session attaches to a version. The first runs with the
	 * caller's privileges and checks the caller's search_path.
	 */
	private static final List<String> FOR_EVERYBODY = List.of("versioned_schema.attach(text,text)",
			"versioned_schema.version_to_attach(text,text)");

	/** SQL keywords before a parenthesis, and the default of a migration. */
	private static final Set<String> NO_CALLS = Set.of("row", "return", "coalesce", "nullif", "least", "if", "not",
			"operator", "and", "or", "in", "exists", "values", "as", "from", "array", "varchar", "numeric", "when",
			"where", "is", "gen_random_uuid");

	private static final Pattern NO_CODE = Pattern
		.compile("--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\\bOPERATOR\\(pg_catalog\\.[^)]+\\)", Pattern.DOTALL);

	private static final Pattern OPTION = Pattern
		.compile("\\b(errcode|message|detail|hint|column|constraint|table|schema)\\s*=", Pattern.CASE_INSENSITIVE);

	private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"]|\"\")*\"");

	private static final Pattern CALL = Pattern.compile("(?<![.\\w])([a-z_]\\w*)\\s*\\(", Pattern.CASE_INSENSITIVE);

	private static final Pattern OPERATOR = Pattern.compile("(?<![-+*/<>=~!@#%^&|?:])[-+/<>=~!@#%^&|?]+");

	private static final Pattern RELATION = Pattern.compile(
			"(?<!distinct |key )\\b(?:from|join|insert into|update)\\s+(?:only\\s+)?+([a-z_]\\w*)(?![\\w.])",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern QUERY_NAME = Pattern.compile("\\bwith recursive ([a-z_]\\w*)",
			Pattern.CASE_INSENSITIVE);

	private final JdbcClient client;

	CreatedObjects(TestDatabase database) {
		PGSimpleDataSource source = database.dataSource();
		// All names outside of pg_catalog are printed with their schema.
		source.setCurrentSchema("pg_catalog");
		this.client = JdbcClient.create(source);
	}

	List<String> functions() {
		return list("select p.oid::regprocedure::text from pg_proc p where p.oid >= 16384").stream()
			.filter((function) -> !function.matches(OF_USERS + ".*"))
			.toList();
	}

	List<String> views() {
		return list("select c.oid::regclass::text from pg_class c where c.oid >= 16384 and c.relkind = 'v'");
	}

	List<String> faults() {
		List<String> faults = new ArrayList<>();
		faults.addAll(list("""
				select 'PUBLIC may execute ' || p.oid::regprocedure from pg_proc p
				where p.oid >= 16384 and has_function_privilege('public', p.oid, 'execute')
					and p.oid::regprocedure::text <> all (%1$s) and p.oid::regprocedure::text !~ %2$s
				""".formatted(forEverybody(), ofUsers())));
		faults.addAll(list("""
				select 'no pinned path: ' || p.oid::regprocedure from pg_proc p
				where p.oid >= 16384 and p.prosqlbody is null and p.oid::regprocedure::text !~ %2$s
					and p.oid::regprocedure::text <> (%1$s)[1]
					and coalesce(p.proconfig::text, '') !~ 'search_path=pg_catalog(,|")'
				""".formatted(forEverybody(), ofUsers())));
		faults.addAll(list("""
				select 'rights of the owner without a path: ' || p.oid::regprocedure from pg_proc p
				where p.oid >= 16384 and p.prosecdef and p.proconfig is null and p.oid::regprocedure::text !~ %s
				""".formatted(ofUsers())));
		faults.addAll(list("""
				select 'view with its owner''s rights: ' || c.oid::regclass from pg_class c
				where c.oid >= 16384 and c.relkind = 'v'
					and coalesce(not 'security_invoker=true' = any (c.reloptions), true)
				"""));
		faults.addAll(
				list("""
						select 'PUBLIC may not use view ' || c.oid::regclass || ': ' || coalesce(rights.text, 'null')
						from pg_class c cross join lateral (select string_agg(left(acl.privilege_type, 1), '' order by acl.privilege_type) as text
							from aclexplode(c.relacl) acl where acl.grantee = 0) rights
						where c.oid >= 16384 and c.relkind = 'v' and rights.text is distinct from 'DISU'
						"""));
		faults.addAll(
				list("""
						select 'PUBLIC has rights on ' || c.oid::regclass || ': '
							|| (select string_agg(substr(acl.privilege_type, 1, 1), '') from aclexplode(c.relacl) acl where acl.grantee = 0)
						from pg_class c
						where c.oid >= 16384 and c.relkind <> 'v' and exists (select from aclexplode(c.relacl) acl where acl.grantee = 0)
						"""));
		faults.addAll(
				list("""
						select 'PUBLIC has rights on column ' || a.attname || ' of ' || a.attrelid::regclass || ': w' from pg_attribute a
						where a.attrelid >= 16384 and exists (select from aclexplode(a.attacl) acl where acl.grantee = 0)
						"""));
		faults.addAll(list("""
				select 'PUBLIC may create in schema ' || n.nspname from pg_namespace n
				where has_schema_privilege('public', n.oid, 'create')
				"""));
		faults.addAll(list("""
				select 'default privileges in schema ' || d.defaclnamespace::regnamespace from pg_default_acl d
				"""));
		faults.addAll(
				list("""
						select 'trigger of ours on ' || t.tgrelid::regclass from pg_trigger t join pg_proc p on p.oid = t.tgfoid
							join pg_class c on c.oid = t.tgrelid
						where t.oid >= 16384 and not t.tgisinternal
							and (p.pronamespace::regnamespace::text <> 'versioned_schema' or c.relnamespace::regnamespace::text <> 'public')
						"""));
		faults.addAll(bindings());
		functions().forEach((function) -> names(function, faults));
		return faults;
	}

	/**
	 * Returns the objects that PostgreSQL resolved when a view, trigger, default or
	 * SQL-standard body was created. Built-in objects have no dependency entries in the
	 * catalogue.
	 */
	private List<String> bindings() {
		return list(
				"""
						select distinct pg_describe_object(d.classid, d.objid, d.objsubid) || ' uses '
							|| pg_describe_object(d.refclassid, d.refobjid, 0)
						from pg_depend d
						where d.refclassid in ('pg_proc'::regclass, 'pg_operator'::regclass) and d.refobjid >= 16384
							and d.classid in ('pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_attrdef'::regclass, 'pg_proc'::regclass)
							and not exists (select from pg_proc p
								where p.oid = d.refobjid and p.pronamespace = 'versioned_schema'::regnamespace)
							and not (d.classid = 'pg_proc'::regclass and d.refobjid = to_regprocedure('public.loud(text)'))
						""");
	}

	private void names(String function, List<String> faults) {
		Body body = this.client.sql("""
				select prosrc as source, coalesce(proconfig::text, '') as path from pg_proc where oid = ?::regprocedure
				""").params(function).query(Body.class).single();
		String code = OPTION.matcher(QUOTED.matcher(NO_CODE.matcher(body.source()).replaceAll(" ")).replaceAll("q"))
			.replaceAll(" ");
		if (!body.path().contains("search_path=pg_catalog, pg_temp")) {
			found(CALL, code).stream()
				.filter((name) -> !NO_CALLS.contains(name.toLowerCase(java.util.Locale.ROOT)))
				.forEach((name) -> faults.add("unqualified call in " + function + ": " + name));
			if (!body.path().isEmpty()) {
				found(OPERATOR, code)
					.forEach((operator) -> faults.add("unqualified operator in " + function + ": " + operator));
			}
		}
		List<String> queries = found(QUERY_NAME, code);
		found(RELATION, code).stream()
			.filter((relation) -> !queries.contains(relation))
			.forEach((relation) -> faults.add("unqualified relation in " + function + ": " + relation));
	}

	private static List<String> found(Pattern pattern, String code) {
		return pattern.matcher(code.replace(":=", " "))
			.results()
			.map((MatchResult match) -> match.group(match.groupCount()))
			.distinct()
			.toList();
	}

	private List<String> list(String sql) {
		return this.client.sql(sql).query(String.class).list();
	}

	private static String forEverybody() {
		return "array['" + String.join("', '", FOR_EVERYBODY) + "']";
	}

	private static String ofUsers() {
		return "'" + OF_USERS + "'";
	}

	private record Body(String source, String path) {
	}

}
