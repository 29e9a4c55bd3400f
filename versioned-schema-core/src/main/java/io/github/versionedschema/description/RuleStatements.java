package io.github.versionedschema.description;

/**
 * Triggers, rules and policies.
 */
final class RuleStatements {

	private static final String ENABLED = """
			case %1$s when 'D' then format('alter table %%s disable %3$s %%I;', %2$s) when 'A' then
				format('alter table %%s enable always %3$s %%I;', %2$s) when 'R' then
				format('alter table %%s enable replica %3$s %%I;', %2$s) end""";

	static final String TRIGGERS = """
			select 'pg_trigger'::regclass::oid as class_id, t.oid as object_id, c.relname || '.' || t.tgname as name,
				concat_ws(E'\\n', pg_get_triggerdef(t.oid) || ';', {enabled}) as sql
			from pg_trigger t
			join pg_class c on c.oid = t.tgrelid
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			where not t.tgisinternal and t.tgparentid = 0
			""".replace("{enabled}", ENABLED.formatted("t.tgenabled", "c.oid::regclass, t.tgname", "trigger"));

	static final String RULES = """
			select 'pg_rewrite'::regclass::oid as class_id, r.oid as object_id, c.relname || '.' || r.rulename as name,
				concat_ws(E'\\n', pg_get_ruledef(r.oid), {enabled}) as sql
			from pg_rewrite r
			join pg_class c on c.oid = r.ev_class
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			where r.rulename <> '_RETURN'
			""".replace("{enabled}", ENABLED.formatted("r.ev_enabled", "c.oid::regclass, r.rulename", "rule"));

	static final String POLICIES = """
			select 'pg_policy'::regclass::oid as class_id, p.oid as object_id, c.relname || '.' || p.polname as name,
				concat_ws(' ', format('create policy %I on %s as %s for %s to %s', p.polname, c.oid::regclass,
						case when p.polpermissive then 'permissive' else 'restrictive' end,
						case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
							else 'all' end,
						(select string_agg(case role when 0 then 'public' else quote_ident(pg_get_userbyid(role)) end, ', ')
							from unnest(p.polroles) role)),
					'using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
					'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')') || ';' as sql
			from pg_policy p
			join pg_class c on c.oid = p.polrelid
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			""";

	private RuleStatements() {
	}

}
