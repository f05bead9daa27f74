/**
 * SQL and BTQL as the service reads them: one language of expressions, two of clauses.
 *
 * Each choice can be made from the next two tokens, so that any text is read in a time that grows as
 * its length does. What the service's SQL lacks has no rule here: SyntaxErrors names it.
 */
grammar Btql;

options { caseInsensitive = true; }

@lexer::members {
  /** Whether literals escape with a backslash too, as in BTQL. */
  public boolean backslashes;
}

// SQL

sql
  : SELECT column (',' column)* (FROM source (',' source)* (AS? alias)?)? spread*
    (WHERE where=expr spread*)?
    (GROUP BY exprs spread*)?
    (HAVING having=expr)?
    (ORDER BY sortKeys)?
    (LIMIT NUMBER)?
    (OFFSET TEXT)?
    (SETTINGS setting (',' setting)*)?
    ';'? EOF
  ;

column : cell (AS name | alias)? ;

spread
  : UNPIVOT '(' name FOR name IN '(' exprs ')' ')'                          # unpivot
  | PIVOT '(' column (',' column)* FOR path IN '(' exprs ')' ')'          # pivot
  ;

setting : name '=' integer ;

// BTQL

pipe : '|'* (clause '|'*)+ EOF ;

clause
  : SELECT ':' items
  | FROM ':' source shape=word?
  | FILTER ':' expr
  | FINAL_FILTER ':' expr
  | DIMENSIONS ':' items
  | MEASURES ':' items
  | SORT ':' sortKeys
  | LIMIT ':' NUMBER
  | CURSOR ':' text
  | PREVIEW_LENGTH ':' integer
  | UNPIVOT ':' unpacked (',' unpacked)*
  | PIVOT ':' items
  | SAMPLE ':' NUMBER percent='%'? (SEED integer)?
  ;

items : item (',' item)* ;

item : cell (AS name)? ;

unpacked : expr AS '(' name (',' name)? ')' ;

// Both

cell : '*' | expr ;

sortKeys : sortKey (',' sortKey)* ;

sortKey : expr (ASC | DESC)? ;

source : word ('(' (argument (',' argument)*)? ')')? ;

argument : SHAPE '=>' text | expr ;

// Expressions

expression : expr EOF ; // one that is embedded in JSON

exprs : expr (',' expr)* ;

expr : disjunction ('?' expr ':' expr)? ;

disjunction : conjunction (OR conjunction)* ;

conjunction : negation (AND negation)* ;

negation : NOT negation | predicate ;

predicate
  : predicate op=('=' | '==' | '!=' | '<>' | '<' | '<=' | '>' | '>=' | '<=>' | '<!=>') value
                                                                          # comparison
  | predicate IS NOT? what=(NULL | TRUE | FALSE)                          # isTest
  | predicate what=(ISNULL | ISNOTNULL)                                   # nullTest
  | predicate NOT? IN ('(' exprs? ')' | '[' exprs? ']')                   # in
  | predicate NOT? op=(LIKE | ILIKE | MATCH | INCLUDES | CONTAINS) value  # match
  | predicate NOT? BETWEEN value AND value                                # between
  | value                                                                 # bare
  ;

value
  : '(' expr ')'                                                          # brackets
  | '[' exprs? ']'                                                        # list
  | NUMBER                                                                # number
  | TEXT                                                                  # characters
  | (NULL | TRUE | FALSE)                                                 # constant
  | CASE subject=expr? when+ (ELSE otherwise=expr)? END                   # caseWhen
  | INTERVAL NUMBER word                                                  # interval
  | INTERVAL TEXT                                                         # intervalText
  | word '(' DISTINCT? (cell (',' cell)*)? ')'                            # call
  | path                                                                  # field
  | sign=('-' | '+') value                                                # signed
  | value op=('*' | '/' | '%') value                                      # arithmetic
  | value op=('+' | '-' | '||') value                                     # arithmetic
  ;

when : WHEN expr THEN expr ;

path : (word | FORM | QUOTED | NAME) step* ;

step : '.' name | '[' (text | integer) ']' ;

text : TEXT | QUOTED ;

integer : '-'? NUMBER ;

// Most words can be names too, the more the clearer their place is.

name : word | reserved | QUOTED | NAME ;

alias : free | QUOTED | NAME ;

word : free | ILIKE | MATCH | INCLUDES | CONTAINS | ISNULL | ISNOTNULL ;

free
  : WORD | END | INTERVAL | FILTER | FINAL_FILTER | DIMENSIONS | MEASURES | SORT | CURSOR
  | PREVIEW_LENGTH | SAMPLE | SEED | SHAPE
  ;

reserved
  : LACKING | FORM | SELECT | FROM | WHERE | GROUP | BY | HAVING | ORDER | LIMIT | OFFSET | SETTINGS
  | PIVOT | UNPIVOT | FOR | AS | ASC | DESC | DISTINCT | AND | OR | NOT | IN | IS | LIKE | BETWEEN
  | NULL | TRUE | FALSE | CASE | WHEN | THEN | ELSE
  ;

SELECT : 'select' ;  FROM : 'from' ;  WHERE : 'where' ;  GROUP : 'group' ;  BY : 'by' ;
HAVING : 'having' ;  ORDER : 'order' ;  LIMIT : 'limit' ;  OFFSET : 'offset' ;
SETTINGS : 'settings' ;  PIVOT : 'pivot' ;  UNPIVOT : 'unpivot' ;  FOR : 'for' ;  AS : 'as' ;
ASC : 'asc' ;  DESC : 'desc' ;  DISTINCT : 'distinct' ;  AND : 'and' ;  OR : 'or' ;
NOT : 'not' ;  IN : 'in' ;  IS : 'is' ;  LIKE : 'like' ;  BETWEEN : 'between' ;  NULL : 'null' ;
TRUE : 'true' ;  FALSE : 'false' ;  CASE : 'case' ;  WHEN : 'when' ;  THEN : 'then' ;
ELSE : 'else' ;  END : 'end' ;  ILIKE : 'ilike' ;  MATCH : 'match' ;  INCLUDES : 'includes' ;
CONTAINS : 'contains' ;  ISNULL : 'isnull' ;  ISNOTNULL : 'isnotnull' ;  INTERVAL : 'interval' ;
FILTER : 'filter' ;  FINAL_FILTER : 'final_filter' ;  DIMENSIONS : 'dimensions' ;
MEASURES : 'measures' ;  SORT : 'sort' ;  CURSOR : 'cursor' ;
PREVIEW_LENGTH : 'preview_length' ;  SAMPLE : 'sample' ;  SEED : 'seed' ;  SHAPE : 'shape' ;

/** What SQL has and this dialect has not; reserved, lest it is taken for the alias of a column. */
LACKING
  : 'join' | 'inner' | 'left' | 'right' | 'full' | 'cross' | 'natural' | 'on' | 'union' | 'intersect'
  | 'except' | 'with' | 'fetch' | 'qualify' | 'window' | 'over' | 'nulls' | 'escape' | 'similar'
  | 'rlike' | 'regexp' | 'symmetric' | 'asymmetric'
  ;

/** These take more than expressions in their brackets. */
FORM : 'exists' | 'cast' | 'extract' ;

WORD : [\p{L}_$] [\p{L}\p{Nd}_$]* ;

NUMBER : DIGIT+ ('.' DIGIT+)? ('e' [+-]? DIGIT+)? ;

TEXT : '\'' (~['\\] | '\'\'' | ESCAPED)* '\'' ;

/** A text, or a name where only a name can stand. */
QUOTED : '"' (~["\\] | '""' | ESCAPED)* '"' ;

NAME : '`' (~'`' | '``')* '`' ;

DOUBLE_COLON : '::' ;

OPEN_COMMENT : '/*' ; // one that is never closed

BLANKS : [\p{White_Space}\u001C-\u001F]+ -> skip ;

LINE_COMMENT : '--' ~'\n'* -> skip ;

COMMENT : '/*' .*? '*/' -> skip ;

fragment DIGIT : [0-9] ;

fragment ESCAPED : '\\' ({backslashes}? . | {!backslashes}?) ;
