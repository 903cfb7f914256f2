PHP_ARG_ENABLE([quoth], [for quoth], [AS_HELP_STRING([--enable-quoth], [Blocks, scripts, quotations and speakers of texts])], [yes])

if test "$PHP_QUOTH" != "no"; then
  PKG_CHECK_MODULES([QUOTH], [quoth])
  PHP_EVAL_INCLINE($QUOTH_CFLAGS)
  PHP_EVAL_LIBLINE($QUOTH_LIBS, QUOTH_SHARED_LIBADD)
  PHP_SUBST([QUOTH_SHARED_LIBADD])
  PHP_NEW_EXTENSION([quoth], [quoth_wrap.c flat.c flat_input.c records.c layout.c], [$ext_shared])
fi
