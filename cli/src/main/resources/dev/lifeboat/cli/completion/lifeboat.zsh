#compdef lifeboat
# zsh completion for lifeboat:  source <(lifeboat completion zsh)
# What could stand next is asked of lifeboat itself, so that plans, workloads and runs are offered too.
_lifeboat() {
  local line word about
  local -a candidates
  for line in "${(@f)$(${~words[1]} complete -- "${(@)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)}"; do
    word=${line%%$'\t'*}
    about=
    [[ $line != *$'\t'* ]] || about=${line#*$'\t'}
    case $word in
      '') ;;
      :plan) _files -g '*.(yaml|yml)' ;;
      :file) _files ;;
      :folder) _files -/ ;;
      *) candidates+=("${word//:/\\:}${about:+:$about}") ;;
    esac
  done
  (( ${#candidates} == 0 )) || _describe lifeboat candidates
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _lifeboat lifeboat
