# bash completion for lifeboat:  source <(lifeboat completion bash)
# What could stand next is asked of lifeboat itself, so that plans, workloads and runs are offered too.
_lifeboat() {
  local line split words word candidate prefix file
  line=${COMP_LINE:0:COMP_POINT}
  # Splits as a shell does, and executes nothing; where a quote is still open, at blanks.
  if split=$(xargs printf '%s\n' <<<"$line" 2>/dev/null); then
    words=()
    while IFS= read -r word; do words+=("$word"); done <<<"$split"
  else
    read -ra words <<<"$line"
  fi
  [[ $line != *[[:space:]] ]] || words+=("")
  word=${words[${#words[@]} - 1]}
  # bash may break words at '=', and then wants only what follows.
  prefix=
  [[ $word != *=* || $COMP_WORDBREAKS != *=* ]] || prefix=${word%%=*}=
  COMPREPLY=()
  while IFS=$'\t' read -r candidate _; do
    case $candidate in
      :plan | :file | :folder)
        compopt -o filenames 2>/dev/null
        while IFS= read -r file; do
          case $candidate in
            :plan) [[ -d $file || $file == *.yaml || $file == *.yml ]] || continue ;;
            :folder) [[ -d $file ]] || continue ;;
          esac
          COMPREPLY+=("$file")
        done < <(compgen -f -- "${word#"$prefix"}")
        ;;
      *) COMPREPLY+=("${candidate#"$prefix"}") ;;
    esac
  done < <("${words[0]/#\~/$HOME}" complete -- "${words[@]:1}" 2>/dev/null)
}
complete -F _lifeboat lifeboat ./lifeboat
