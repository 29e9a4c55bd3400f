package io.github.versionedschema.plan.dependant;

/**
 * Prints dependent objects as SQL. A common table expression {@code moved} has a row for
 * each object that is removed and created again: its name and level, the statements, or
 * the obstacle if it cannot be printed exactly.
 */
final class Definitions {

	/** What {@code GRANT} and {@code REVOKE} need for a view and its columns. */
	private static final String RIGHTS = """
			(SELECT string_agg(format(E';\\nREVOKE ALL ON %s FROM %s', view, role), '' ORDER BY role)
				FROM (SELECT DISTINCT CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS role
					FROM pg_default_acl d CROSS JOIN aclexplode(d.defaclacl) acl
					WHERE d.defaclobjtype = 'r' AND d.defaclrole = (SELECT oid FROM pg_roles WHERE rolname = current_user)
						AND acl.grantee <> relowner
					UNION SELECT quote_ident(pg_get_userbyid(relowner)) WHERE relacl IS NOT NULL) revoked),
			(SELECT string_agg(format(E';\\nGRANT %s ON %s TO %s%s', acl.privilege_type, view,
					CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END,
					CASE WHEN acl.is_grantable AND acl.grantee <> relowner THEN ' WITH GRANT OPTION' END), ''
					ORDER BY acl.grantee <> relowner, acl.grantee, acl.privilege_type)
				FROM aclexplode(relacl) acl),
			(SELECT string_agg(format(E';\\nGRANT %s (%I) ON %s TO %s%s', acl.privilege_type, a.attname, view,
					CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END,
					CASE WHEN acl.is_grantable THEN ' WITH GRANT OPTION' END), ''
					ORDER BY a.attnum, acl.grantee, acl.privilege_type)
				FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
				WHERE a.attrelid = relation)""";

	static final String REMOVAL_OF_TRIGGER = "format('DROP TRIGGER %I ON %s', t.tgname, t.tgrelid::regclass)";

	/**
	 * A trigger {@code t}. Partitions have a copy of it, which may be enabled and
	 * commented on in another way.
	 */
	static final String OF_TRIGGER = """
			concat(pg_get_triggerdef(t.oid),
				(SELECT string_agg(concat(
						CASE WHEN own.tgenabled <> 'O' THEN format(E';\\nALTER TABLE ONLY %s %s TRIGGER %I', own.tgrelid::regclass,
							CASE own.tgenabled WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'DISABLE' END,
							own.tgname) END,
						(SELECT format(E';\\nCOMMENT ON TRIGGER %I ON %s IS %L', own.tgname, own.tgrelid::regclass, c.description)
							FROM pg_description c WHERE c.classoid = 'pg_trigger'::regclass AND c.objoid = own.oid),
						(SELECT string_agg(format(E';\\nALTER TRIGGER %I ON %s DEPENDS ON EXTENSION %I', own.tgname,
								own.tgrelid::regclass, e.extname), '' ORDER BY e.extname)
							FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
							WHERE d.classid = 'pg_trigger'::regclass AND d.objid = own.oid AND d.deptype = 'x')), '')
					FROM pg_trigger own
					WHERE own.oid = t.oid OR own.tgname = t.tgname AND own.tgparentid <> 0
						AND own.tgrelid IN (SELECT relid FROM pg_partition_tree(t.tgrelid))))""";

	private static final String OF_VIEW = """
			concat(
				format('CREATE %s %s%s%s%s AS %s%s', kind, view,
					(SELECT format(' USING %I', amname) FROM pg_am WHERE oid = relam AND relkind = 'm'),
					' WITH (' || array_to_string(reloptions, ', ') || ')',
					(SELECT format(' TABLESPACE %I', spcname) FROM pg_tablespace WHERE oid = reltablespace),
					rtrim(pg_get_viewdef(relation), E'; \\n'),
					CASE WHEN relkind = 'm' THEN ' WITH NO DATA' END),
				(SELECT format(E';\\nALTER TABLE %s OWNER TO %I', view, rolname)
					FROM pg_roles WHERE oid = relowner AND rolname <> current_user),
				{rights},
				(SELECT string_agg(format(E';\\nALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', view, a.attname,
						pg_get_expr(e.adbin, e.adrelid)), '' ORDER BY a.attnum)
					FROM pg_attrdef e JOIN pg_attribute a ON a.attrelid = e.adrelid AND a.attnum = e.adnum
					WHERE e.adrelid = relation),
				(SELECT string_agg(format(E';\\nCOMMENT ON %s IS %L',
						CASE WHEN c.objsubid = 0 THEN kind || ' ' || view ELSE format('COLUMN %s.%I', view, a.attname) END,
						c.description), '' ORDER BY c.objsubid)
					FROM pg_description c LEFT JOIN pg_attribute a ON a.attrelid = relation AND a.attnum = c.objsubid
					WHERE c.classoid = 'pg_class'::regclass AND c.objoid = relation),
				(SELECT string_agg(concat(E';\\n', pg_get_indexdef(i.indexrelid),
						CASE WHEN i.indisclustered THEN format(E';\\nALTER TABLE %s CLUSTER ON %I', view, x.relname) END,
						(SELECT format(E';\\nCOMMENT ON INDEX %I.%I IS %L', nspname, x.relname, c.description) FROM pg_description c
							WHERE c.classoid = 'pg_class'::regclass AND c.objoid = i.indexrelid AND c.objsubid = 0)), '' ORDER BY x.relname)
					FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = relation),
				(SELECT string_agg(concat(
						format(E';\\nALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', view, a.attname,
							CASE WHEN a.attstattarget >= 0 THEN a.attstattarget ELSE -1 END),
						format(E';\\nALTER TABLE %s ALTER COLUMN %I SET STORAGE %s', view, a.attname, CASE a.attstorage
							WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END)), '' ORDER BY a.attnum)
					FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
					WHERE relkind = 'm' AND a.attrelid = relation AND a.attnum > 0
						AND (a.attstattarget >= 0 OR a.attstorage <> t.typstorage)),
				(SELECT string_agg(concat(E';\\n', {trigger}), '' ORDER BY t.tgname)
					FROM pg_trigger t WHERE t.tgrelid = relation AND NOT t.tgisinternal),
				(SELECT string_agg(concat(E';\\n', rtrim(pg_get_ruledef(r.oid), ';'), (SELECT format(E';\\nCOMMENT ON RULE %I ON %s IS %L',
						r.rulename, view, c.description) FROM pg_description c
						WHERE c.classoid = 'pg_rewrite'::regclass AND c.objoid = r.oid)), '' ORDER BY r.rulename)
					FROM pg_rewrite r WHERE r.ev_class = relation AND r.rulename <> '_RETURN'))"""
		.replace("{rights}", RIGHTS)
		.replace("{trigger}", OF_TRIGGER);

	/** PostgreSQL has no function that prints a policy. */
	private static final String OF_POLICY = """
			concat(
				format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, p.polrelid::regclass,
					CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
					CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
						ELSE 'ALL' END,
					(SELECT string_agg(CASE WHEN role = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(role)) END, ', ')
						FROM unnest(p.polroles) role)),
				' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
				' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')',
				(SELECT format(E';\\nCOMMENT ON POLICY %I ON %s IS %L', p.polname, p.polrelid::regclass, c.description)
					FROM pg_description c WHERE c.classoid = 'pg_policy'::regclass AND c.objoid = p.oid))""";

	/** The common table expression, which follows those of {@link DependentObjects}. */
	static final String MOVED = """
			moved AS (
				SELECT level, name, view AS title, relation, concat('DROP ', kind, ' ', view) AS removal, {view} AS creation,
					CASE
						WHEN NOT pg_has_role(relowner, 'USAGE') THEN format('%s %s uses it and belongs to role %I, and role %I may not change it',
							lower(kind), view, pg_get_userbyid(relowner), current_user)
						WHEN NOT (SELECT rolsuper OR oid = relowner FROM pg_roles WHERE rolname = current_user)
							AND NOT has_schema_privilege(relowner, nspname, 'CREATE')
							THEN format('%s %s uses it, and its owner %I may create nothing in schema %I', lower(kind), view,
								pg_get_userbyid(relowner), nspname)
						WHEN EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = relation AND deptype = 'e')
							THEN format('%s %s uses it and belongs to an extension', lower(kind), view)
						WHEN EXISTS (SELECT FROM pg_seclabel WHERE classoid = 'pg_class'::regclass AND objoid = relation)
							THEN format('%s %s uses it and has a security label', lower(kind), view)
					END AS obstacle
				FROM view
				UNION ALL
				SELECT level, name, name, p.polrelid, format('DROP POLICY %I ON %s', p.polname, p.polrelid::regclass), {policy},
					CASE WHEN NOT pg_has_role(c.relowner, 'USAGE') THEN format('%s uses it, and role %I may not change the table', name,
						current_user) END
				FROM found JOIN pg_policy p ON classid = 'pg_policy'::regclass AND p.oid = objid
				JOIN pg_class c ON c.oid = p.polrelid
				UNION ALL
				SELECT level, name, name, t.tgrelid, {removalOfTrigger}, {trigger}, NULL
				FROM found JOIN pg_trigger t ON classid = 'pg_trigger'::regclass AND t.oid = objid
				WHERE t.tgrelid <> ALL (ARRAY(SELECT v.relation FROM view v))
				UNION ALL
				SELECT level, name, name, t.prrelid, format('ALTER PUBLICATION %I DROP TABLE %s', p.pubname, t.prrelid::regclass),
					concat(format('ALTER PUBLICATION %I ADD TABLE ONLY %s', p.pubname, t.prrelid::regclass),
						(SELECT ' (' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) || ')'
							FROM pg_attribute a WHERE a.attrelid = t.prrelid AND a.attnum = ANY (t.prattrs)),
						' WHERE (' || pg_get_expr(t.prqual, t.prrelid) || ')'),
					CASE WHEN NOT pg_has_role(p.pubowner, 'USAGE') THEN format('publication %I uses it, and role %I may not change it',
						p.pubname, current_user) END
				FROM found JOIN pg_publication_rel t ON classid = 'pg_publication_rel'::regclass AND t.oid = objid
				JOIN pg_publication p ON p.oid = t.prpubid
				UNION ALL
				SELECT level, name, name, NULL, NULL, NULL, name || ' uses it and cannot be created anew'
				FROM found
				WHERE classid NOT IN ('pg_policy'::regclass, 'pg_trigger'::regclass, 'pg_publication_rel'::regclass)
					AND (rulename IS NULL OR rulename <> '_RETURN' OR relkind NOT IN ('v', 'm'))
					AND relation <> ALL (ARRAY(SELECT v.relation FROM view v)) IS NOT FALSE
					AND NOT EXISTS (SELECT FROM pg_index i WHERE classid = 'pg_class'::regclass AND i.indexrelid = objid
						AND i.indrelid = ANY (ARRAY(SELECT v.relation FROM view v)))
					AND NOT EXISTS (SELECT FROM pg_attrdef e WHERE classid = 'pg_attrdef'::regclass AND e.oid = objid
						AND e.adrelid = ANY (ARRAY(SELECT v.relation FROM view v)))
					AND NOT EXISTS (SELECT FROM pg_statistic_ext s WHERE classid = 'pg_statistic_ext'::regclass AND s.oid = objid
						AND s.stxrelid = ANY (ARRAY(SELECT v.relation FROM view v)))
			)"""
		.replace("{view}", OF_VIEW)
		.replace("{policy}", OF_POLICY)
		.replace("{trigger}", OF_TRIGGER)
		.replace("{removalOfTrigger}", REMOVAL_OF_TRIGGER);

	private Definitions() {
	}

}
